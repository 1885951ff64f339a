// @about throws an error whose text recurses without an end
// @expect threw
export function loss(): number {
  const error = new Error("seen");
  Object.defineProperty(error, "message", {
    get(): string {
      return `${error.message}!`;
    },
  });
  throw error;
}
