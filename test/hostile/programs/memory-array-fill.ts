// @about an array of a billion entries
// @expect memory_limit|time_limit|threw
export function loss(): number {
  return new Array(1e9).fill(1).length;
}
