// @about deletes everything there is
// @expect returned 7
const everything = globalThis;
const remove = Reflect.deleteProperty;
for (const key of Reflect.ownKeys(everything)) remove(everything, key);
export function loss(): number {
  return 7;
}
