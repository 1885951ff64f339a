// @about a date, which is a number to whoever subtracts
// @expect bad_return
export function loss(): number {
  return new Date(7) as unknown as number;
}
