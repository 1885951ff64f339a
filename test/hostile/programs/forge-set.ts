// @about a Set
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return new Set([1, 2]) as unknown as number[];
}
