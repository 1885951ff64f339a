// @about an object that is whatever it is asked to be
// @expect bad_return
export function loss(): number {
  return { [Symbol.toPrimitive]: () => 7 } as unknown as number;
}
