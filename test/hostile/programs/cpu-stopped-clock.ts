// @about stops the clock it can see, and computes on
// @expect time_limit
Date.now = () => 0;
(globalThis as any).performance = { now: () => 0 };
export function loss(): number {
  let n = 0;
  while (Date.now() < 1000) n++;
  return n;
}
