// @about honest: automatic differentiation on a tape of closures
// @expect returned 12
export function loss(): number {
  const tape: ((seed: number) => void)[] = [];
  const x = { value: 2, grad: 0 };
  const cube = { value: x.value ** 3, grad: 0 };
  tape.push((seed) => {
    x.grad += seed * 3 * x.value ** 2;
  });
  for (const back of tape.reverse()) back(1);
  return x.grad + 0 * cube.value;
}
