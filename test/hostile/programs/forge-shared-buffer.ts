// @about a view on shared memory: copied once
// @expect returned 1 2
// @shape vector
export function loss(): Float64Array {
  const view = new Float64Array(new SharedArrayBuffer(16));
  view[0] = 1;
  view[1] = 2;
  return view;
}
