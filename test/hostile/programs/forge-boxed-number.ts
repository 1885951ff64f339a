// @about a number in its object
// @expect bad_return
export function loss(): number {
  return new Number(7) as unknown as number;
}
