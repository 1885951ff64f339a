// @about floods while the module is loaded
// @expect output_limit
for (;;) console.log("y".repeat(100));
export function loss(): number {
  return 0;
}
