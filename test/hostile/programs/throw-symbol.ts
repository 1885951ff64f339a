// @about throws what is not an error
// @expect threw
export function loss(): number {
  throw Symbol("gone");
}
