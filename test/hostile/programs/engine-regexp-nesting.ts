// @about a regular expression nested 100,000 deep
// @expect threw|memory_limit|runtime_error
export function loss(): number {
  return new RegExp("(".repeat(100_000) + "a" + ")".repeat(100_000)).test("a") ? 1 : 0;
}
