// @about weak references that all stay alive
// @expect memory_limit|time_limit
export function loss(): number {
  const keys: object[] = [];
  const weak = new WeakMap<object, number[]>();
  for (;;) {
    const key = {};
    keys.push(key);
    weak.set(key, new Array<number>(100).fill(1));
  }
}
