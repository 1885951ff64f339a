// @about import() of files by URL and by path
// @expect returned 0
let got = 0;
for (const name of ["file:///etc/passwd", "/etc/passwd", "../../../../etc/passwd", "/proc/self/environ"]) {
  try {
    await import(name);
    got++;
  } catch {}
}
export function loss(): number {
  return got;
}
