// @about honest: recursion that runs too deep, caught
// @expect returned 7
const down = (n: number): number => (n === 0 ? 0 : 1 + down(n - 1));
export function loss(): number {
  try {
    return down(1e7);
  } catch {
    return 7;
  }
}
