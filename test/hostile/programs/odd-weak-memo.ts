// @about honest: results remembered by argument
// @expect returned 3
const memo = new WeakMap<object, number>();
export function loss(_: unknown, X: number[][]): number {
  const known = memo.get(X);
  if (known !== undefined) return known;
  const sum = X.flat().reduce((a, b) => a + b, 0);
  memo.set(X, sum);
  return sum;
}
