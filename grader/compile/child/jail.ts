/**
 * The program in which a submission is compiled: walls itself in, waits for one set of files, runs the type checker and
 * the bundler on them, and answers with what both said. Holds no case, no other submission and nothing of the host.
 * Called with one argument, the JSON of a JailPlan.
 */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { compilerRules, program } from "../../sandbox/child/filters.ts";
import { openKernel } from "../../sandbox/child/kernel.ts";
import { lockFiles, readAndExecuteFile, readAndExecuteFolder, readAndWrite } from "../../sandbox/child/landlock.ts";
import { enterPrivateRoot } from "../../sandbox/child/root.ts";
import type { JailPlan, JailReply, JailRequest, ToolRun } from "../jail-protocol.ts";

const RLIMIT_CPU = 0;
const RLIMIT_FSIZE = 1;
const RLIMIT_DATA = 2;
const RLIMIT_CORE = 4;
const RLIMIT_NOFILE = 7;

/** diagnostics kept per tool, in bytes: a flood of errors helps nobody */
const OUTPUT_CAP = 400_000;

function wallIn(plan: JailPlan): void {
  const { kernel } = openKernel(plan.koffi);
  kernel.setLimit(RLIMIT_CORE, 0);
  kernel.setLimit(RLIMIT_FSIZE, 64 * 2 ** 20);
  kernel.setLimit(RLIMIT_NOFILE, 512);
  if (plan.root !== undefined)
    enterPrivateRoot(kernel, {
      at: plan.root,
      also: plan.readable,
      // the checker asks where its own program lies, to find the libraries beside it; there is no real /proc
      links: { "/proc/self/exe": plan.checker },
      scratch: { path: plan.scratch, mebibytes: 64 },
    });
  if (plan.user !== undefined) {
    kernel.setGroups();
    kernel.setGid(plan.user);
    kernel.setUid(plan.user);
  } else if (process.getuid!() === 0) kernel.dropCapabilities();
  kernel.dieWithParent();
  kernel.noNewPrivileges();
  const folders = [
    ...plan.readable.map((path) => ({
      fd: openSync(path, "r"),
      access: statSync(path).isDirectory() ? readAndExecuteFolder : readAndExecuteFile,
    })),
    { fd: openSync(plan.scratch, "r"), access: readAndWrite },
  ];
  if (!lockFiles(kernel, folders) && plan.root === undefined)
    throw new Error("neither a private root nor Landlock: the compilers could read the whole machine");
  for (const { fd } of folders) closeSync(fd);
  kernel.seccomp(program(compilerRules, process.arch));
  kernel.setLimit(RLIMIT_CPU, plan.cpuSeconds);
  kernel.setLimit(RLIMIT_DATA, plan.dataBytes);
  kernel.makeBlocking(0);
  kernel.makeBlocking(3);
}

function receive(): JailRequest {
  const header = new Uint32Array(1);
  readFully(new Uint8Array(header.buffer));
  const body = new Uint8Array(header[0]!);
  readFully(body);
  return JSON.parse(new TextDecoder().decode(body)) as JailRequest;
}

function readFully(target: Uint8Array): void {
  for (let have = 0; have < target.length; ) {
    const got = readSync(0, target, have, target.length - have, null);
    if (got === 0) process.exit(0);
    have += got;
  }
}

function send(reply: JailReply): void {
  const bytes = Buffer.from(JSON.stringify(reply));
  for (let done = 0; done < bytes.length; ) done += writeSync(3, bytes, done);
}

function run(command: readonly string[], folder: string): Promise<ToolRun> {
  return new Promise((resolve) => {
    const environment: Record<string, string> = { GOMEMLIMIT: "600MiB", GOMAXPROCS: "2", HOME: folder, TMPDIR: folder };
    const child = spawn(command[0]!, command.slice(1), {
      cwd: folder,
      env: environment as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const texts = { out: "", err: "" };
    const listen = (stream: NodeJS.ReadableStream, name: "out" | "err") => {
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => {
        if (texts[name].length < OUTPUT_CAP) texts[name] += chunk;
        else child.kill("SIGKILL");
      });
    };
    child.stdin.on("error", () => {});
    child.stdin.end();
    listen(child.stdout, "out");
    listen(child.stderr, "err");
    child.on("error", (error) => resolve({ started: false, code: null, signal: null, out: "", err: error.message }));
    child.on("close", (code, signal) => resolve({ started: true, code, signal, ...texts }));
  });
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

async function main(plan: JailPlan): Promise<void> {
  wallIn(plan);
  writeSync(3, "ready\n");
  const request = receive();
  for (const { path, text } of request.files) {
    const target = join(plan.scratch, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const folder = join(plan.scratch, request.folder);
  const [check, bundle] = await Promise.all([run(request.check, folder), run(request.bundle, folder)]);
  const again = check.code === 0 ? undefined : await run(request.checkInPortuguese, folder);
  send({
    check,
    again,
    bundle,
    code: contentOf(join(plan.scratch, request.output)),
    sourceMap: contentOf(`${join(plan.scratch, request.output)}.map`),
  });
}

await main(JSON.parse(process.argv[2]!) as JailPlan);
