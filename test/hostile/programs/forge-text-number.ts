// @about a text that looks like the number
// @expect bad_return
export function loss(): number {
  return "7" as unknown as number;
}
