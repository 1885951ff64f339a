// @about honest: prints proxies, cycles, getters that throw, symbols, huge arrays
// @expect returned 7
export function loss(): number {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  console.log(cycle, Symbol("s"), new Proxy({}, {}), 10n, -0, new Float64Array(1000), new Map([[cycle, new Set([1])]]));
  console.dir({
    get bad(): number {
      throw new Error("getter");
    },
  });
  console.group("g");
  console.count();
  console.groupEnd();
  console.assert(false, "told");
  console.trace("here");
  return 7;
}
