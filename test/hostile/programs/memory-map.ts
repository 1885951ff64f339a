// @about a Map without an end
// @expect memory_limit|threw|time_limit
export function loss(): number {
  const map = new Map<number, number[]>();
  for (let i = 0; ; i++) map.set(i, [i, i, i]);
}
