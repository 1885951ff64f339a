// @about honest: measures its own time
// @expect returned 7
export function loss(): number {
  console.time("loss");
  const began = Date.now();
  let x = 0;
  while (Date.now() - began < 5) x++;
  console.timeEnd("loss");
  return x > 0 ? 7 : 0;
}
