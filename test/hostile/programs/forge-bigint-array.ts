// @about a typed array of the other kind of integers
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return BigInt64Array.of(1n, 2n) as unknown as number[];
}
