// @about honest: frozen data of one's own
// @expect returned 3
const table = Object.freeze([1, 2]);
export function loss(): number {
  return table[0]! + table[1]!;
}
