// @about honest: exact arithmetic inside, a number outside
// @expect returned 3628800
export function loss(): number {
  let n = 1n;
  for (let i = 2n; i <= 10n; i++) n *= i;
  return Number(n);
}
