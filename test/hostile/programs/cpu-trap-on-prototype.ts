// @about a prototype that is a proxy, asked for ever
// @expect time_limit
export function loss(): number {
  const object = Object.create(new Proxy({}, { get: () => { for (;;); } })) as { x: number };
  return object.x;
}
