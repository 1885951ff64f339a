// @about an error whose every property throws, and a message of 100 MB
// @expect threw
export function loss(): number {
  const error = new Error("x".repeat(1e8));
  Object.defineProperty(error, "name", {
    get() {
      throw error;
    },
  });
  Object.defineProperty(error, "stack", {
    get() {
      throw error;
    },
  });
  throw error;
}
