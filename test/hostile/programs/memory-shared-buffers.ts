// @about shared memory, which is not of the heap either
// @expect memory_limit
export function loss(): number {
  const kept: Uint8Array[] = [];
  for (;;) kept.push(new Uint8Array(new SharedArrayBuffer(1e7)).fill(1));
}
