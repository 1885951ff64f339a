// @about import() of a program on another machine
// @expect returned 0
let got = 0;
for (const name of ["https://example.com/x.js", "http://127.0.0.1:9229/json", "http://169.254.169.254/latest/meta-data"]) {
  try {
    await import(name);
    got++;
  } catch {}
}
export function loss(): number {
  return got;
}
