// @about a proxy around a proxy, 100,000 deep
// @expect threw|runtime_error|memory_limit
export function loss(): number {
  let chain: { x?: number } = { x: 1 };
  for (let i = 0; i < 100_000; i++) chain = new Proxy(chain, {});
  return chain.x!;
}
