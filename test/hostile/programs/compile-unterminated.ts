// @about a template that never ends
// @expect compile_error
export function loss(): number {
  return `${`${`${7}
