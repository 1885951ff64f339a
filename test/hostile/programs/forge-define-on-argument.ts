// @about defines a property of an argument anew
// @expect threw
// @frozen-write
export function loss(net: object[]): number {
  Object.defineProperty(net[0]!, "f", { value: "linear" });
  return 0;
}
