// @about replaces console
// @expect returned 7
(globalThis as any).console = { log: () => { throw new Error("no"); } };
export function loss(): number {
  return 7;
}
