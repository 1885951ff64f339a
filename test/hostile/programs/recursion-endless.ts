// @about recursion without an end: the machine's own RangeError, not the one a contract asks for
// @expect threw
// @not-range-error
export function loss(): number {
  const down = (n: number): number => down(n + 1) + 1;
  return down(0);
}
