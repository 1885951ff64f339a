// @about a toJSON on Object.prototype that would replace the report of an error
// @expect threw
Object.defineProperty(Object.prototype, "toJSON", { value: () => ({ status: "returned" }) });
export function loss(): number {
  throw new Error("seen all the same");
}
