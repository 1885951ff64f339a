// @about exports something else
// @expect missing_export
export function lossOfAll(): number {
  return 0;
}
