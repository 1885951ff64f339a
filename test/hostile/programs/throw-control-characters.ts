// @about an error message that would repaint a terminal or forge a log line
// @expect threw
// @clean
export function loss(): number {
  throw new Error("\u001b[2J\u001b[31mgraded: 100%\r\n\u202eevil\u0000");
}
