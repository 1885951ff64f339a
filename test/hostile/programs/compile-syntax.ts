// @about does not parse
// @expect compile_error
export function loss(: number {
  return 0
