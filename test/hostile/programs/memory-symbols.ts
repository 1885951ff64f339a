// @about registered symbols, which are never collected
// @expect memory_limit|time_limit
export function loss(): number {
  for (let i = 0; ; i++) Symbol.for(`${i} ${"x".repeat(1000)}`);
}
