// @about throws an object that looks like one of the harness's own
// @expect threw
export function loss(): number {
  throw { report: { place: "loss()", problem: "length", got: "1", expected: "2" }, kind: 3, status: "returned" };
}
