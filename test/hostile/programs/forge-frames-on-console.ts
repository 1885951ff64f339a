// @about prints the bytes of a frame: noise
// @expect returned 7
export function loss(): number {
  console.log("NABL\u0003\u0000\u0000\u0000\u0002\u0000\u0000\u0000\u0008\u0000\u0000\u0000".padEnd(40, "\u0000"));
  return 7;
}
