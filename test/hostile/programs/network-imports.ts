// @about import() of every module that opens a socket
// @expect returned 0
let got = 0;
for (const name of ["net", "dgram", "dns", "http", "https", "http2", "tls", "undici"]) {
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
