// @about a value that differs each time it is read: one read decides
// @expect returned 1
// @shape record
let reads = 0;
export function loss(): { value: number } {
  return {
    get value() {
      return ++reads;
    },
  };
}
