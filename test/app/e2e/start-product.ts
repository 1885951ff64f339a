import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
/** a first start makes a database and builds the pages */
const startWithinMs = 300_000;

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when the starter says that it is running; rejects with all that it said when it ends before. */
function untilRunning(starter: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`not started after ${startWithinMs} ms:\n${said}`)), startWithinMs);
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (!said.includes("Nabla is running")) return;
      clearTimeout(timer);
      resolve();
    };
    starter.stdout?.on("data", hear);
    starter.stderr?.on("data", hear);
    starter.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`npm start ended with ${code}:\n${said}`));
    });
  });
}

/** Starts everything with an empty database in a folder of its own, as a newcomer's `npm start` does, and ends it again. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const home = await mkdtemp(path.join(tmpdir(), "nabla-e2e-"));
  const port = await freePort();
  const { DATABASE_URL: _, NEXTAUTH_URL: __, ...env } = process.env;
  const starter = spawn(process.execPath, [path.join(root, "scripts/start.ts"), "--port", String(port)], {
    cwd: root,
    env: { ...env, NABLA_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    if (starter.exitCode === null) {
      const ended = new Promise((resolve) => starter.once("exit", resolve));
      starter.kill("SIGINT");
      await ended;
    }
    await rm(home, { recursive: true, force: true });
  };
  try {
    await untilRunning(starter);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.NABLA_E2E_HOME = home;
  process.env.NABLA_E2E_URL = `http://localhost:${port}`;
  return stop;
}
