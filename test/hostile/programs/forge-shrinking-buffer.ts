// @about a typed array whose buffer is gone when it is read
// @expect bad_return
// @shape vector
export function loss(): Float64Array {
  const view = new Float64Array(2);
  structuredCloneAway(view);
  return view;
}
function structuredCloneAway(view: Float64Array): void {
  (view.buffer as unknown as { transfer(): ArrayBuffer }).transfer();
}
