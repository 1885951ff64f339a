// @about an entry that differs each time it is read: one read decides
// @expect returned 1 2
// @shape vector
export function loss(): number[] {
  let reads = 0;
  const result = [0, 2];
  Object.defineProperty(result, "0", { get: () => ++reads });
  return result;
}
