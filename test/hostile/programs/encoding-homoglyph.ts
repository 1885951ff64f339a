// @about an export whose name only looks right (a Cyrillic o)
// @expect missing_export
export function lоss(): number {
  return 7;
}
