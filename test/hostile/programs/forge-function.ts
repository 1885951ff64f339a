// @about a function where a number is due
// @expect bad_return
export function loss(): () => number {
  return () => 7;
}
