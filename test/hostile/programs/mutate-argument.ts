// @about writes into an argument
// @expect threw
// @frozen-write
export function loss(net: { W: number[][] }[]): number {
  net[0]!.W[0]![0] = 0;
  return 0;
}
