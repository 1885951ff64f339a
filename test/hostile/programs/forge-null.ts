// @about nothing
// @expect bad_return
export function loss(): number {
  return null as unknown as number;
}
