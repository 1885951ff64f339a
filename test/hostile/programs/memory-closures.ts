// @about a chain of closures, each holding the one before
// @expect memory_limit|time_limit
export function loss(): number {
  let chain = (): number => 0;
  for (;;) {
    const before = chain;
    const ballast = new Array<number>(1000).fill(1);
    chain = () => before() + ballast.length;
  }
}
