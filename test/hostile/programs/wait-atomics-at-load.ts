// @about waits for ever while the module is loaded
// @expect time_limit|threw
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
export function loss(): number {
  return 0;
}
