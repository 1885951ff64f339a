// @about honest: prints a lot, below the cap
// @expect returned 7
export function loss(): number {
  for (let i = 0; i < 500; i++) console.log("iteration", i, { J: Math.exp(-i) });
  console.table([
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ]);
  return 7;
}
