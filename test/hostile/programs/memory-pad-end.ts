// @about the longest strings there are
// @expect memory_limit|threw|time_limit
export function loss(): number {
  const kept: string[] = [];
  for (;;) kept.push("x".padEnd(2 ** 29 - 24, String(kept.length)).split("").reverse().join(""));
}
