// @about generator: not a vector until it is collected
// @expect bad_return
// @shape vector
export function* loss(): Generator<number> {
  yield 1;
  yield 2;
}
