// @about a regular expression that backtracks for centuries and cannot be interrupted from inside
// @expect time_limit
export function loss(): number {
  return /^(a+)+$/.test(`${"a".repeat(40)}b`) ? 1 : 0;
}
