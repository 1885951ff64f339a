// @about detaches a buffer in the middle of a sort of its numbers
// @expect returned 7|threw
export function loss(): number {
  const view = new Float64Array(1000).map((_, i) => -i);
  view.sort((a, b) => {
    if (view.length > 0) (view.buffer as unknown as { transfer(): void }).transfer();
    return a - b;
  });
  return 7;
}
