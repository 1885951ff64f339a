// @about honest: weights in shared memory
// @expect returned 1 2
// @shape vector
const weights = new Float64Array(new SharedArrayBuffer(16));
export function loss(): Float64Array {
  weights.set([1, 2]);
  return weights.subarray(0, 2);
}
