// @about honest: awaits at the top level
// @expect returned 7
const value = await Promise.resolve(7);
export function loss(): number {
  return value;
}
