// @about tens of millions of pending promises
// @expect memory_limit|time_limit
export function loss(): number {
  const kept: Promise<never>[] = [];
  for (;;) kept.push(new Promise(() => {}));
}
