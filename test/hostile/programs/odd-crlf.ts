// @about honest: lines that end as on Windows
// @expect returned 7
export function loss(): number {
  const x = 3;
  return x + 4; // seven
}
