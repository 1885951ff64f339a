// @about integers that square
// @expect memory_limit|time_limit|threw
export function loss(): number {
  let n = 3n;
  for (;;) n *= n;
}
