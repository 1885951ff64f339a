// @about throws an object that cannot be turned into text
// @expect threw
export function loss(): number {
  throw Object.create(null);
}
