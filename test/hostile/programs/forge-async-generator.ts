// @about an asynchronous generator
// @expect bad_return
export async function* loss(): AsyncGenerator<number> {
  yield 7;
}
