import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

export interface TestWorker {
  child: ChildProcess;
  /** resolves with the exit code, or null when a signal ended it */
  ended: Promise<number | null>;
}

/** A worker process as `npm start` runs it; resolves once it takes jobs. */
export async function startWorker(databaseUrl: string): Promise<TestWorker> {
  const child = spawn(process.execPath, [path.resolve("lib/worker.ts")], {
    env: { ...process.env, DATABASE_URL: databaseUrl, NABLA_PROCESS: "worker", LOG_LEVEL: "warn" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr!.on("data", (chunk) => {
    complaints += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) =>
      reject(new Error(`the worker ended with ${code} before it was ready:\n${complaints}`)),
    );
  });
  return { child, ended };
}
