// @about import() with attributes
// @expect returned 0
let got = 0;
try {
  const name = "file:///etc/hostname";
  await new Function("name", "return import(name, { with: { type: 'json' } })")(name);
  got = 1;
} catch {}
export function loss(): number {
  return got;
}
