// @about grows the heap
// @expect memory_limit
export function loss(): number {
  const kept: number[][] = [];
  for (;;) kept.push(new Array<number>(1e5).fill(kept.length));
}
