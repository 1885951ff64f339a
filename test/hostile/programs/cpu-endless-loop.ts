// @about a loop that never ends
// @expect time_limit
export function loss(): number {
  for (;;);
}
