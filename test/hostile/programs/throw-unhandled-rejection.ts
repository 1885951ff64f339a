// @about a rejected promise that nobody handles
// @expect threw
void Promise.reject(new Error("nobody listens"));
export function loss(): number {
  return 7;
}
