// @about an array of one number, which == takes for it
// @expect bad_return
export function loss(): number {
  return [7] as unknown as number;
}
