// @about a DataView
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return new DataView(new ArrayBuffer(16)) as unknown as number[];
}
