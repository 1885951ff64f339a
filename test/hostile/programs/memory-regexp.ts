// @about a regular expression that unfolds to millions of states
// @expect memory_limit|threw|time_limit|runtime_error|returned 0
export function loss(): number {
  return new RegExp("(?:a{1,500}b{1,500}){1,500}".repeat(50)).test("a".repeat(1000)) ? 1 : 0;
}
