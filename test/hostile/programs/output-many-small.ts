// @about prints single characters without an end
// @expect output_limit|time_limit
export function loss(): number {
  for (;;) console.log(".");
}
