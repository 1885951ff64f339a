// @about a call with ten million arguments
// @expect threw|memory_limit|runtime_error
export function loss(): number {
  return Math.max(...new Array<number>(1e7).fill(1));
}
