// @about memory outside the heap, which heap flags do not limit
// @expect memory_limit
export function loss(): number {
  const kept: Float64Array[] = [];
  for (;;) kept.push(new Float64Array(1e6).fill(1));
}
