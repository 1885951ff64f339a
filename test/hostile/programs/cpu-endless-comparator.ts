// @about a comparator that never ends
// @expect time_limit
export function loss(): number {
  [3, 1, 2].sort(() => {
    for (;;);
  });
  return 0;
}
