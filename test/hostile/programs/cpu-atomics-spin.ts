// @about spins on shared memory that nobody else has
// @expect time_limit
export function loss(): number {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  while (Atomics.load(flag, 0) === 0);
  return 0;
}
