// @about an object that calls itself Float64Array
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return { [Symbol.toStringTag]: "Float64Array", length: 2, 0: 1, 1: 2 } as unknown as number[];
}
