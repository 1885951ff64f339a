// @about import() of Node's modules
// @expect returned 0
let got = 0;
const name = "node:" + "fs";
try {
  await import(name);
  got = 1;
} catch {}
try {
  await new Function("return import('node:child_process')")();
  got += 2;
} catch {}
export function loss(): number {
  return got;
}
