// @about import() of a module in a data URL, which would have import() of its own
// @expect returned 0
let got = 0;
try {
  const name = "data:text/javascript,export default import('node:fs')";
  await import(name);
  got = 1;
} catch {}
export function loss(): number {
  return got;
}
