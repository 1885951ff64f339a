// @about prints without end
// @expect output_limit
export function loss(): number {
  for (;;) console.log("x".repeat(1000));
}
