// @about an export with an invisible character in its name
// @expect missing_export|compile_error
export function lo‌ss(): number {
  return 7;
}
