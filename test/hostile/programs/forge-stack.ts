// @about an error with a stack of its own making, a megabyte long
// @expect threw
export function loss(): number {
  const error = new Error("seen");
  error.stack = "    at loss (nabla:submission:999999:1)\n".repeat(30_000);
  throw error;
}
