// @about honest: a pipeline of generators
// @expect returned 285
function* range(n: number): Generator<number> {
  for (let i = 0; i < n; i++) yield i;
}
function* map(values: Iterable<number>, f: (x: number) => number): Generator<number> {
  for (const value of values) yield f(value);
}
export function loss(): number {
  let sum = 0;
  for (const square of map(range(10), (x) => x * x)) sum += square;
  return sum;
}
