// @about grows while the module is loaded
// @expect memory_limit
const kept: Float64Array[] = [];
for (;;) kept.push(new Float64Array(1e6).fill(1));
export function loss(): number {
  return kept.length;
}
