// @about an integer of the other kind
// @expect bad_return
export function loss(): number {
  return 7n as unknown as number;
}
