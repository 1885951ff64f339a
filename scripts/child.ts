import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const watch = path.resolve(import.meta.dirname, "end-with-parent.mjs");

/** The words and the environment by which a program of Node's ends with this process. It needs a channel: "ipc" among its stdio. */
export function endingWithUs(words: string[], env: NodeJS.ProcessEnv): { words: string[]; env: NodeJS.ProcessEnv } {
  return { words: ["--import", watch, ...words], env: { ...env, NABLA_STARTER: String(process.pid) } };
}

export interface Ended {
  /** exit code, or the signal that ended it */
  end: number | NodeJS.Signals;
  output: string;
}

/**
 * Runs a program of Node's to its end, which comes at the latest with ours.
 * @throws AbortError when `signal` gives it up, after it has ended
 */
export async function runNode(
  words: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; signal?: AbortSignal; shows?: boolean },
): Promise<Ended> {
  options.signal?.throwIfAborted();
  const { words: all, env } = endingWithUs(words, options.env);
  const child: ChildProcess = spawn(process.execPath, all, {
    cwd: options.cwd,
    env,
    stdio: ["ignore", options.shows ? "inherit" : "pipe", "pipe", "ipc"],
    signal: options.signal,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const end = await new Promise<number | NodeJS.Signals>((resolve, reject) => {
    let failure: Error | undefined;
    child.once("error", (error) => {
      failure = error;
    });
    child.once("close", (code, killedBy) => (failure ? reject(failure) : resolve(killedBy ?? code ?? 1)));
  });
  return { end, output: output.trim() };
}
