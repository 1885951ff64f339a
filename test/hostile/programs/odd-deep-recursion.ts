// @about honest: recursion 5,000 deep
// @expect returned 5000
export function loss(): number {
  const down = (n: number): number => (n === 0 ? 0 : 1 + down(n - 1));
  return down(5000);
}
