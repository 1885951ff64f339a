// @about mapped types over their own keys
// @expect compile_error|returned 0
type Deep<T, N extends unknown[] = []> = N["length"] extends 900 ? T : Deep<{ [K in keyof T]: T }, [...N, 1]>;
export const deep = 0 as unknown as Deep<{ a: 1; b: 2; c: 3 }>;
export const wrong: string = deep;
export function loss(): number {
  return 0;
}
