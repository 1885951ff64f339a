// @about the bytes themselves
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return new ArrayBuffer(16) as unknown as number[];
}
