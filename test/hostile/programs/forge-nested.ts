// @about one array too many
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return [[1, 2]] as unknown as number[];
}
