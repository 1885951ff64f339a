// @about floods the other descriptor
// @expect output_limit
export function loss(): number {
  for (;;) console.error("x".repeat(1000));
}
