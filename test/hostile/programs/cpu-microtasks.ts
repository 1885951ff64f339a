// @about microtasks that starve every timer inside
// @expect time_limit|memory_limit
export function loss(): number {
  return 0;
}
await new Promise(() => {
  const again = (): Promise<void> => Promise.resolve().then(again);
  again();
});
