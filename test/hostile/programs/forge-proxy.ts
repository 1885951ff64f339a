// @about a proxy that claims to be an array
// @expect returned 1 1
// @shape vector
export function loss(): number[] {
  return new Proxy([0, 0], { get: (target, key) => (key === "length" ? 2 : key === "0" || key === "1" ? 1 : Reflect.get(target, key)) });
}
