// @about a hole where a number is due
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return [1, ,] as unknown as number[];
}
