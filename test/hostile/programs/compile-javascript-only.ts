// @about what the bundler takes and the type checker refuses
// @expect compile_error
export function loss(x) {
  return x.anything;
}
