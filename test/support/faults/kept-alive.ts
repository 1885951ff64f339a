import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

/** Started again at once whenever it ends, as the starter or systemd does. */
export interface KeptAlive {
  child(): ChildProcess;
  /** kill -9; resolves when it has ended */
  kill(): Promise<void>;
  /** SIGTERM, and not started again */
  stop(): Promise<void>;
  starts(): number;
}

export function keepAlive(
  script: string,
  environment: Record<string, string>,
  onMessage: (message: unknown) => void = () => {},
): KeptAlive {
  let stopping = false;
  let starts = 0;
  let child: ChildProcess;
  const start = () => {
    starts += 1;
    child = spawn(process.execPath, [path.resolve(script)], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.on("message", onMessage);
    child.on("error", () => {}); // a message to a process that has just been killed
    child.once("exit", () => {
      if (!stopping) setTimeout(start, 100);
    });
  };
  start();
  const ended = () =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else child.once("exit", () => resolve());
    });
  return {
    child: () => child,
    kill: async () => {
      const end = ended();
      child.kill("SIGKILL");
      await end;
    },
    stop: async () => {
      stopping = true;
      const end = ended();
      child.kill("SIGTERM");
      await end;
    },
    starts: () => starts,
  };
}
