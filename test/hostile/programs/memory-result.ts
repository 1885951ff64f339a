// @about a result with four billion holes where two numbers are due
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return new Array<number>(2 ** 32 - 1);
}
