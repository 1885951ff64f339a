// @about replace with nested quantifiers
// @expect time_limit
export function loss(): number {
  return "x".repeat(40).replace(/(x+x+)+y/g, "").length;
}
