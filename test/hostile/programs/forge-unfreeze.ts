// @about replaces Object.freeze and everything around it before the arguments come
// @expect threw
// @frozen-write
Object.freeze = ((value: unknown) => value) as never;
Object.isFrozen = () => false;
Reflect.preventExtensions = () => true;
export function loss(net: { b: number[] }[]): number {
  net[0]!.b[0] = 100;
  return net[0]!.b[0]!;
}
