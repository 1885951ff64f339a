// @about an array of four billion entries
// @expect memory_limit|threw|time_limit|runtime_error
export function loss(): number {
  return Array.from({ length: 2 ** 32 - 1 }, (_, i) => i).length;
}
