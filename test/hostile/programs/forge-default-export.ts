// @about exports it as the default only
// @expect missing_export
export default function loss(): number {
  return 7;
}
