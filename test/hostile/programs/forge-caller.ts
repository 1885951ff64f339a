// @about asks a sloppy function who called it
// @expect returned 0
export function loss(): number {
  const nosy = new Function("let n = 0; let f = arguments.callee; for (let i = 0; i < 10; i++) { try { f = f.caller; } catch { break; } if (!f) break; n++; } return n;");
  return nosy() as number;
}
