// @about the engine's own functions, by their syntax
// @expect returned 0
export function loss(): number {
  try {
    return new Function("return %GetHeapUsage()")() as number;
  } catch {
    return 0;
  }
}
