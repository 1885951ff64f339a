// @about dates, numbers and texts at the ends of their ranges
// @expect returned 7
export function loss(): number {
  new Date(8.64e15 + 1).getTime();
  (5e-324).toFixed(100);
  (2 ** 1023).toString(36);
  "\uD800".normalize();
  Number("1e400");
  return 7;
}
