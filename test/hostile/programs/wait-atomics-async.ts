// @about a result that would come when somebody wakes it
// @expect bad_return
export function loss(): number {
  return (Atomics as any).waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0).value;
}
