// @about honest: an object without a prototype, with more properties than asked for
// @expect returned 7
// @shape record
export function loss(): { value: number } {
  return Object.assign(Object.create(null), { value: 7, extra: "x" });
}
