// @about gives an argument another prototype
// @expect threw
export function loss(net: object[]): number {
  Object.setPrototypeOf(net, null);
  return 0;
}
