// @about switches the type checker off
// @expect returned 7|compile_error
// @ts-nocheck
export function loss(): number {
  const n: string = 7;
  return n;
}
