// @about a result whose every entry takes for ever
// @expect time_limit
// @shape vector
export function loss(): number[] {
  return new Proxy([1, 2], {
    get(target, key) {
      if (key === "0") for (;;);
      return Reflect.get(target, key);
    },
  });
}
