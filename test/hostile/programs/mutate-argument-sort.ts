// @about sorts an argument in place
// @expect threw
// @frozen-write
export function loss(_: unknown, X: number[][]): number {
  X[0]!.sort((a, b) => b - a);
  return 0;
}
