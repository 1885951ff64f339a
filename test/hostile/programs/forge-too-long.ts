// @about a number more than asked for
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return [1, 2, 3] as unknown as number[];
}
