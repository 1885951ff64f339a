// @about takes memory in small steps with work in between, to slip past whoever only looks now and then
// @expect memory_limit|time_limit
export function loss(): number {
  const kept: Uint8Array[] = [];
  let sum = 0;
  for (;;) {
    kept.push(new Uint8Array(256 * 1024).fill(1));
    for (let i = 0; i < 20_000; i++) sum += Math.sqrt(i);
    if (sum < 0) return sum;
  }
}
