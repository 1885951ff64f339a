// @about import() of every module that starts, signals or loads something
// @expect returned 0
let got = 0;
for (const name of ["child_process", "cluster", "worker_threads", "process", "os", "inspector", "vm", "v8", "module", "wasi"]) {
  for (const prefix of ["node:", ""]) {
    try {
      await import(prefix + name);
      got++;
    } catch {}
  }
}
export function loss(): number {
  return got;
}
