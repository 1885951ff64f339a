// @about catches the refusal and goes on asking
// @expect memory_limit|time_limit
export function loss(): number {
  const kept: Float64Array[] = [];
  for (;;) {
    try {
      kept.push(new Float64Array(1e7).fill(1));
    } catch {
      kept.push(new Float64Array(1e3).fill(1));
    }
  }
}
