// @about a property whose name would repaint a terminal, in a result that does not fit
// @expect bad_return
// @shape record
// @clean
export function loss(): { value: number } {
  return { value: "\u001b[31m" as unknown as number };
}
