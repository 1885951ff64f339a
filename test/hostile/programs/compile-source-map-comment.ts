// @about a source map of one's own is ignored
// @expect returned 7
export function loss(): number {
  return 7;
}
//# sourceMappingURL=file:///etc/passwd
