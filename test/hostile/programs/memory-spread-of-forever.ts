// @about spreads an iterator without an end
// @expect memory_limit|time_limit|threw|runtime_error
function* forever(): Generator<number> {
  for (;;) yield 1;
}
export function loss(): number {
  return [...forever()].length;
}
