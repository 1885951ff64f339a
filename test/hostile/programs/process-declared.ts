// @about declares process for the type checker and uses it
// @expect threw
declare const process: { kill(pid: number, signal: string): void; pid: number };
export function loss(): number {
  process.kill(process.pid, "SIGKILL");
  return 0;
}
