// @about async function: a promise is not a number
// @expect bad_return
export async function loss(): Promise<number> {
  return 7;
}
