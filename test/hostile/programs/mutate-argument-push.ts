// @about appends to an argument
// @expect threw
// @frozen-write
export function loss(net: unknown[]): number {
  net.push(1);
  return 0;
}
