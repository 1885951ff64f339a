// @about the same at the top level: the clock runs while the module is loaded, too
// @expect time_limit
for (;;);
export function loss(): number {
  return 0;
}
