// @about a number less than asked for
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return [1] as unknown as number[];
}
