// @about an error whose name is 10 MB of report
// @expect threw
export function loss(): number {
  const error = new Error("seen");
  error.name = '{"verdict":"accepted"}'.repeat(500_000);
  throw error;
}
