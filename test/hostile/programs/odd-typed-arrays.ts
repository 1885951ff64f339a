// @about honest: float32 arrays where vectors are due
// @expect returned 1 2
// @shape vector
export function loss(): Float32Array {
  return Float32Array.of(1, 2);
}
