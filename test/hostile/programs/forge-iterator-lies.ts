// @about an array whose iterator says something else
// @expect returned 1 2
// @shape vector
export function loss(): number[] {
  const result = [1, 2];
  result[Symbol.iterator] = function* () {
    yield 3;
    yield 4;
  } as never;
  return result;
}
