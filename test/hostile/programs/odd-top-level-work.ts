// @about honest: tables computed when the module is loaded, and a memo between calls
// @expect returned 328350
const squares = Array.from({ length: 100 }, (_, i) => i * i);
const memo = new Map<string, number>();
export function loss(): number {
  const known = memo.get("sum");
  if (known !== undefined) return known;
  const sum = squares.reduce((a, b) => a + b, 0);
  memo.set("sum", sum);
  return sum;
}
