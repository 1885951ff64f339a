// @about one allocation far beyond the limit
// @expect memory_limit
export function loss(): number {
  return new Float64Array(4e8).fill(1).length;
}
