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
  /** what it may take to finish after it was asked, in ms; then it is ended */
  patience: number;
}

/** Waits between restarts, in ms; the last one repeats. A process that ran for a minute begins anew. */
const delays = [500, 1000, 2000, 5000, 15_000, 30_000];
const steadyAfter = 60_000;

/** Exit code of a process that said why it refuses to run: starting it again would change nothing. */
const exitOfRefusal = 78;

/** Keeps a Node process running: one that ends by itself is started again, after a growing delay. */
export async function supervise({ name, args, cwd, env, log, say, patience }: Options): Promise<Supervised> {
  let child: ChildProcess | null = null;
  let ended = Promise.resolve();
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const again = (what: string, began: number) => {
    if (stopping) return;
    failures = Date.now() - began > steadyAfter ? 0 : failures;
    const wait = delays[Math.min(failures, delays.length - 1)]!;
    failures += 1;
    say(`The ${name} ${what}; starting it again in ${wait / 1000} s. Its log: ${log}`);
    timer = setTimeout(() => {
      start().catch((error: Error) => again(`could not be started (${error.message})`, Date.now()));
    }, wait);
  };

  const start = async () => {
    // without a log (its disk may be full) rather than not at all
    const output = await open(log, "a").catch(() => null);
    const sink = output?.fd ?? "ignore";
    const began = Date.now();
    // a group of its own: a Ctrl-C in the terminal goes to the starter only, which then ends everything in order
    const started = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["ignore", sink, sink, "ipc"] });
    child = started;
    ended = new Promise<void>((resolve) => {
      started.once("error", (error) => {
        if (started.pid !== undefined) return; // a signal or a message that could not be sent
        resolve();
        again(`could not be started (${error.message})`, began);
      });
      started.once("exit", (code, signal) => {
        resolve();
        if (stopping) return;
        if (code === exitOfRefusal)
          return say(`The ${name} stays off until that is changed and Nabla is started again.`);
        again(`ended (${signal ?? `code ${code}`})`, began);
      });
    });
    started.on("message", (message) => {
      const notice = (message as { notice?: unknown } | null)?.notice;
      if (typeof notice === "string") say(`\n${notice}`);
    });
    await output?.close();
  };
  await start();

  const end = (signal: NodeJS.Signals) => {
    stopping = true;
    clearTimeout(timer);
    child?.kill(signal);
  };
  return {
    stop: async () => {
      end("SIGTERM");
      const late = setTimeout(() => end("SIGKILL"), patience);
      await ended;
      clearTimeout(late);
    },
    kill: () => end("SIGKILL"),
  };
}
