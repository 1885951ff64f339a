// @about text nested 200,000 deep, parsed and written again
// @expect threw|memory_limit|time_limit|returned 1
export function loss(): number {
  const text = "[".repeat(200_000) + "]".repeat(200_000);
  JSON.stringify(JSON.parse(text));
  return 1;
}
