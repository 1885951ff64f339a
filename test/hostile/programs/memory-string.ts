// @about a string that doubles
// @expect memory_limit|threw
export function loss(): number {
  const kept: string[] = [];
  let s = "x".repeat(1e6);
  for (;;) {
    s = (s + s).slice(0, 2 ** 27);
    kept.push(s.split("").join("y"));
  }
}
