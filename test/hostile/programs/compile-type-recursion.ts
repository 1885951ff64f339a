// @about types that compute without an end
// @expect compile_error
type Grow<T extends unknown[]> = Grow<[...T, ...T, 1]>;
export const x: Grow<[1]> = 1;
export function loss(): number {
  return 0;
}
