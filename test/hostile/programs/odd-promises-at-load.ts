// @about honest: a table that a promise fills in after the top level
// @expect returned 7
let table: number[] = [];
void Promise.resolve([7]).then((values) => {
  table = values;
});
export function loss(): number {
  return table[0]!;
}
