// @about texts that look like numbers
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return ["1", "2"] as unknown as number[];
}
