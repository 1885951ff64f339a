// @about honest: an automatic differentiation that compiles its expressions
// @expect returned 12
export function loss(): number {
  return new Function("x", "return 3 * x * x")(2) as number;
}
