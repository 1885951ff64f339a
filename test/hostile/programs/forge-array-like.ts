// @about an object with length and entries
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return { length: 2, 0: 1, 1: 2 } as unknown as number[];
}
