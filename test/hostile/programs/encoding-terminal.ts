// @about prints what would repaint a terminal or end a log line
// @expect returned 7
export function loss(): number {
  console.log("\u001b[2J\u001b]0;graded\u0007\r\n\u2028level=error\u0000]]><script>alert(1)</script>");
  return 7;
}
