import { type ChildProcess, spawn } from "node:child_process";
import { open } from "node:fs/promises";

export interface Supervised {
  /** asks the process to finish, waits for it, and does not start it again */
  stop(): Promise<void>;
  /** ends it at once */
  kill(): void;
}

interface Options {
  name: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** file that its output is appended to */
  log: string;
  say: (sentence: string) => void;
  /** called whenever it was started */
  onStart?: () => void;
}

/** Waits between restarts, in ms; the last one repeats. A process that ran for a minute begins anew. */
const delays = [500, 1000, 2000, 5000, 15_000, 30_000];
const steadyAfter = 60_000;

/** Exit code of a process that said why it refuses to run: starting it again would change nothing. */
const exitOfRefusal = 78;

/** Keeps a Node process running: one that ends by itself is started again, after a growing delay. */
export async function supervise({ name, args, cwd, env, log, say, onStart }: Options): Promise<Supervised> {
  let child: ChildProcess | null = null;
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const start = async () => {
    const output = await open(log, "a");
    const began = Date.now();
    // a group of its own: a Ctrl-C in the terminal goes to the starter only, which then ends everything in order
    child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["ignore", output.fd, output.fd, "ipc"] });
    await output.close();
    onStart?.();
    child.on("message", (message) => {
      const notice = (message as { notice?: unknown } | null)?.notice;
      if (typeof notice === "string") say(`\n${notice}`);
    });
    child.once("error", (error) => say(`The ${name} could not be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      if (stopping) return;
      if (code === exitOfRefusal) return say(`The ${name} stays off until that is changed and Nabla is started again.`);
      failures = Date.now() - began > steadyAfter ? 0 : failures;
      const wait = delays[Math.min(failures, delays.length - 1)]!;
      failures += 1;
      say(`The ${name} ended (${signal ?? `code ${code}`}); starting it again in ${wait / 1000} s. Its log: ${log}`);
      timer = setTimeout(() => void start(), wait);
    });
  };
  await start();

  const ended = () => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return Promise.resolve();
    return new Promise<void>((resolve) => running.once("exit", () => resolve()));
  };
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      const end = ended();
      child?.kill("SIGTERM");
      await end;
    },
    kill: () => {
      stopping = true;
      clearTimeout(timer);
      child?.kill("SIGKILL");
    },
  };
}
