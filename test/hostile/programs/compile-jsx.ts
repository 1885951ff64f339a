// @about JSX in a .ts file
// @expect compile_error
export function loss(): number {
  return <div>7</div>;
}
