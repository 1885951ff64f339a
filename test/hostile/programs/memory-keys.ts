// @about an object with a new key every time
// @expect memory_limit|time_limit|threw
export function loss(): number {
  const table: Record<string, number> = {};
  for (let i = 0; ; i++) table[`key ${i}`] = i;
}
