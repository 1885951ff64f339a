// @about constants that a careless bundler folds into gigabytes
// @expect returned 7|compile_error|memory_limit|threw|time_limit
const a = "0123456789".repeat(10);
const b = a + a + a + a + a + a + a + a + a + a;
const c = b + b + b + b + b + b + b + b + b + b;
export const size = (c + c + c).length;
export function loss(): number {
  return 7;
}
