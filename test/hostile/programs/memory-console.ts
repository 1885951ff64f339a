// @about prints one text of 100 MB
// @expect output_limit|memory_limit|threw
export function loss(): number {
  console.log("x".repeat(1e8));
  return 7;
}
