// @about waits for ever without using the processor
// @expect time_limit|threw
export function loss(): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return 0;
}
