// @about honest: a table of functions with computed names and symbols
// @expect returned 7
const key = Symbol("f");
const table = { [`a${1}`]: (x: number) => x + 1, [key]: (x: number) => 2 * x };
export function loss(): number {
  return table[key]!(3) + (table as Record<string, (x: number) => number>).a1!(0);
}
