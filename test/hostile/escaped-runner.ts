/**
 * Student code that has found everything: a box sealed like the real one, but with Node's modules in its hands.
 * Answers each request line (the name of an act) with what happened. Only the kernel stands in its way.
 */
import childProcess from "node:child_process";
import dgram from "node:dgram";
import fs from "node:fs";
import inspector from "node:inspector";
import { createRequire } from "node:module";
import net from "node:net";
import v8 from "node:v8";
import vm from "node:vm";
import { Worker } from "node:worker_threads";
import { openKernel } from "../../grader/sandbox/child/kernel.ts";
import { seal } from "../../grader/sandbox/child/seal.ts";
import { numberOf } from "../../grader/sandbox/child/syscalls.ts";

const { kernel } = openKernel(process.argv.slice(2));
for (const descriptor of [0, 1, 2, 3]) kernel.makeBlocking(descriptor);
new vm.Script("1").runInThisContext();
seal(kernel);

const settled = (emitter: { on(event: string, listener: (...args: never[]) => void): unknown }, good: string) =>
  new Promise((resolve, reject) => {
    emitter.on(good, resolve as never);
    emitter.on("error", reject as never);
    setTimeout(() => reject(new Error("nothing happened")), 500);
  });

const acts: Record<string, () => unknown> = {
  "read /etc/passwd": () => fs.readFileSync("/etc/passwd"),
  "read a file asynchronously": () => fs.promises.readFile("/etc/hostname"),
  "read /proc/self/environ": () => fs.readFileSync("/proc/self/environ"),
  "read its own program": () => fs.readFileSync(process.argv[1]!),
  "list the root": () => fs.readdirSync("/"),
  "stat a file": () => fs.statSync("/etc/passwd"),
  "write a file": () => fs.writeFileSync("/tmp/nabla-hostile", "x"),
  "make a folder": () => fs.mkdirSync("/tmp/nabla-hostile-folder"),
  "make a link": () => fs.symlinkSync("/etc/passwd", "/tmp/nabla-hostile-link"),
  "change folder": () => process.chdir("/tmp"),
  "write a heap snapshot": () => v8.writeHeapSnapshot("/tmp/nabla-hostile.heap"),
  "run a program": () => {
    const run = childProcess.spawnSync("/bin/true");
    if (run.error) throw run.error;
  },
  "run node": () => settled(childProcess.spawn(process.execPath, ["-v"]), "exit"),
  "become a program": () => process.execve!("/bin/true", ["true"], {} as NodeJS.ProcessEnv),
  "start a thread": () => settled(new Worker("1", { eval: true }), "online"),
  "connect to localhost": () => settled(net.connect(9229, "127.0.0.1"), "connect"),
  "connect to a cloud's metadata": () => settled(net.connect(80, "169.254.169.254"), "connect"),
  "connect to a Unix socket": () => settled(net.connect("/var/run/docker.sock"), "connect"),
  "listen on a port": () => settled(net.createServer().listen(0), "listening"),
  "send a datagram": () => {
    const socket = dgram.createSocket("udp4");
    return settled(socket.bind(0), "listening");
  },
  "open an inspector": () => {
    inspector.open(0, "127.0.0.1");
    if (inspector.url() === undefined) throw new Error("no inspector");
  },
  "signal its parent": () => process.kill(process.ppid, 0),
  "signal the first process": () => {
    if (process.pid === 1) throw new Error("it is the first process");
    process.kill(1, 0);
  },
  "signal everyone": () => process.kill(-1, "SIGKILL"),
  "become root": () => process.setuid!(0),
  "load a native module": () => createRequire("/")("/tmp/nabla-hostile.node"),
  "open a database file": () => {
    const { DatabaseSync } = createRequire("/")("node:sqlite");
    new DatabaseSync("/tmp/nabla-hostile.db").exec("create table t(x)");
  },
  "raw socket call": () => refused(kernel.raw(numberOf("socket", process.arch)!, 2, 1, 0)),
  "raw open call": () => refused(kernel.rawPath(numberOf("openat", process.arch)!, -100, "/", 0)),
  "raw clone call": () => refused(kernel.raw(numberOf("clone", process.arch)!, 17)),
  "raw io_uring call": () => refused(kernel.raw(numberOf("io_uring_setup", process.arch)!, 1, 0)),
  "raise a limit": () => kernel.setLimit(7, 4096),
};
const fatal: Record<string, () => unknown> = {
  "trace a process": () => kernel.raw(numberOf("ptrace", process.arch)!, 0),
  "make a namespace": () => kernel.raw(numberOf("unshare", process.arch)!, 0x10000000),
  "load a program into the kernel": () => kernel.raw(numberOf("bpf", process.arch)!, 0),
  "use a keyring": () => kernel.raw(numberOf("keyctl", process.arch)!, 0),
};

function refused(result: number): void {
  if (result < 0) throw new Error(`errno ${-result}`);
}

fs.writeSync(3, `${JSON.stringify({ acts: Object.keys(acts), fatal: Object.keys(fatal) })}\n`);
process.on("uncaughtException", () => {});
const request = Buffer.alloc(4096);
for (;;) {
  const length = fs.readSync(0, request, 0, request.length, null);
  if (length === 0) process.exit(0);
  const name = request.toString("utf8", 0, length).trim();
  let answer: string;
  try {
    await (acts[name] ?? fatal[name]!)();
    answer = "worked";
  } catch (error) {
    answer = `refused: ${error instanceof Error ? error.message : String(error)}`;
  }
  fs.writeSync(3, `${answer.replaceAll("\n", " ")}\n`);
}
