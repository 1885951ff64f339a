// @about classes that claim every value as theirs
// @expect returned 7
for (const type of [Array, Float64Array, Promise, Error, RangeError])
  Object.defineProperty(type, Symbol.hasInstance, { value: () => true });
export function loss(): number {
  return 7;
}
