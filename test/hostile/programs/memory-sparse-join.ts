// @about joins an array of four billion holes
// @expect memory_limit|threw|time_limit|runtime_error
export function loss(): number {
  const holes: number[] = [];
  holes.length = 2 ** 32 - 1;
  return holes.join("x").length;
}
