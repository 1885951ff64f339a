// @about an endless loop in generated code
// @expect time_limit
export function loss(): number {
  return new Function("for (;;);")() as number;
}
