import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import { bundleForBox } from "../sandbox/bundle.ts";
import {
  type Box,
  canTry,
  commandFor,
  isWrapped,
  koffiModules,
  startBox,
  strongestFirst,
  userBehind,
  type Walls,
} from "../sandbox/launch.ts";
import { temporaryFolder } from "../sandbox/temporary.ts";
import { SandboxFault } from "../sandbox/types.ts";
import type { JailPlan, JailReply, JailRequest } from "./jail-protocol.ts";

const START_WITHIN = 30_000;
/** an honest hand-in needs a quarter of a second. Wall clock of one compilation, all tools together */
const ANSWER_WITHIN = 15_000;
const CPU_SECONDS = 8;
/** private memory per tool; Node itself maps about 700 MiB of it without using them */
const DATA_BYTES = 1_400 * 2 ** 20;
const REPLY_CAP = 24 * 2 ** 20;

const toolRun = z.object({
  started: z.boolean(),
  code: z.number().nullable(),
  signal: z.string().nullable(),
  out: z.string(),
  err: z.string(),
});
const replySchema = z.object({
  check: toolRun,
  again: toolRun.optional(),
  bundle: toolRun,
  code: z.string().optional(),
  sourceMap: z.string().optional(),
});

export interface Tools {
  checker: string;
  bundler: string;
  /** what the two need to be readable */
  readable: string[];
}

/** The native programs of typescript and esbuild, out of their platform packages. */
export function findTools(): Tools {
  const require = createRequire(import.meta.url);
  const platform = `linux-${process.arch}`;
  const fromTypescript = createRequire(require.resolve("typescript/package.json"));
  const typescript = dirname(fromTypescript.resolve(`@typescript/typescript-${platform}/package.json`));
  const fromEsbuild = createRequire(require.resolve("esbuild/package.json"));
  const esbuild = dirname(fromEsbuild.resolve(`@esbuild/${platform}/package.json`));
  const bundler = join(esbuild, "bin", "esbuild");
  return {
    checker: join(typescript, "lib", "tsc"),
    bundler,
    readable: [join(typescript, "lib"), bundler],
  };
}

/** The jail ended without an answer: a limit on what it compiled, as far as can be told. */
export class JailEnded {
  readonly why: "time" | "unknown";
  constructor(why: "time" | "unknown") {
    this.why = why;
  }
}

/** A jail that has walled itself in and waits for one set of files. */
export interface Jail {
  compile(request: JailRequest, signal: AbortSignal | undefined): Promise<JailReply | JailEnded>;
  stop(): Promise<void>;
  rest(): void;
}

/** The folder that jails are made from, and the walls that work on this machine. */
export class JailYard {
  readonly tools = findTools();
  private readonly folder = temporaryFolder("nabla-compile-");
  private readonly program: string;
  private readonly root: string;
  private walls: Walls | undefined;
  private readonly order: readonly Walls[];

  constructor(order: readonly Walls[] = strongestFirst) {
    this.order = order;
    this.program = join(this.folder, "jail.mjs");
    writeFileSync(this.program, bundleForBox(new URL("./child/jail.ts", import.meta.url)), { mode: 0o644 });
    this.root = join(this.folder, "root");
    mkdirSync(this.root);
  }

  /** Starts a jail behind the strongest walls that work; which they are is found out once. */
  async start(): Promise<Jail> {
    if (this.walls !== undefined) return this.startBehind(this.walls);
    const failures: string[] = [];
    for (const walls of this.order) {
      if (walls === "shared-root" || !canTry(walls)) continue;
      try {
        const jail = await this.startBehind(walls);
        this.walls = walls;
        return jail;
      } catch (error) {
        failures.push(`${walls}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new SandboxFault(`no compiler starts on this machine: ${failures.join("; ")}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startBehind(walls: Walls): Promise<Jail> {
    const isolated = isWrapped(walls);
    const scratch = isolated ? "/box" : mkdtempSync(join(this.folder, "box-"));
    // the jail may run as another user; the folder around it is readable, this one is short-lived
    if (!isolated) chmodSync(scratch, 0o777);
    const plan: JailPlan = {
      koffi: koffiModules(),
      root: isolated ? this.root : undefined,
      scratch,
      readable: this.tools.readable,
      checker: this.tools.checker,
      user: userBehind(walls),
      cpuSeconds: CPU_SECONDS,
      dataBytes: DATA_BYTES,
    };
    const program = [process.execPath, "--disable-sigusr1", "--no-warnings", this.program, JSON.stringify(plan)];
    const box = startBox(commandFor(walls, program), isolated);
    const tidy = async () => {
      box.stop();
      await box.ended;
      if (!isolated) rmSync(scratch, { recursive: true, force: true });
    };
    try {
      const bytes = await untilReady(box);
      return jailOf(box, scratch, bytes, tidy);
    } catch (error) {
      await tidy();
      throw error;
    }
  }
}

/** Collects what the jail says on its private descriptor. */
interface Collected {
  text(): string;
}

async function untilReady(box: Box): Promise<Collected> {
  const chunks: Buffer[] = [];
  let length = 0;
  const noise: Buffer[] = [];
  box.child.stderr!.on("data", (chunk: Buffer) => {
    if (noise.length < 16) noise.push(chunk);
  });
  box.child.stdout!.resume();
  const replies = box.child.stdio[3] as Readable;
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new SandboxFault("the compiler's jail did not start in time")), START_WITHIN);
    replies.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > REPLY_CAP) box.stop();
      else chunks.push(chunk);
      clearTimeout(late);
      resolve();
    });
    void box.ended.then(({ code, signal }) => {
      clearTimeout(late);
      const text = Buffer.concat(noise).toString("utf8");
      reject(new SandboxFault(`the compiler's jail ended while starting (${signal ?? `exit ${code}`}): ${text}`));
    });
  });
  return { text: () => Buffer.concat(chunks).toString("utf8") };
}

function jailOf(box: Box, scratch: string, collected: Collected, tidy: () => Promise<void>): Jail {
  const holding = [box.child, ...box.child.stdio] as unknown as { ref?(): void; unref?(): void }[];
  const hold = () => {
    for (const handle of holding) handle?.ref?.();
  };
  const inScratch = (word: string) => word.replaceAll("{scratch}", scratch);
  let used = false;
  return {
    rest: () => {
      for (const handle of holding) handle?.unref?.();
    },
    stop: () => {
      hold();
      return tidy();
    },
    compile: async (request, signal) => {
      // a second request would be answered with the first one's program: one student graded with another's code
      if (used) throw new SandboxFault("a compiler's jail was asked twice");
      used = true;
      hold();
      const stop = () => box.stop();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        stop();
      }, ANSWER_WITHIN);
      signal?.addEventListener("abort", stop);
      try {
        signal?.throwIfAborted();
        const body = Buffer.from(
          JSON.stringify({
            ...request,
            check: request.check.map(inScratch),
            checkInPortuguese: request.checkInPortuguese.map(inScratch),
            bundle: request.bundle.map(inScratch),
          }),
        );
        const header = Buffer.alloc(4);
        header.writeUInt32LE(body.length);
        box.child.stdin!.write(Buffer.concat([header, body]));
        const { code } = await box.ended;
        // the last bytes may arrive after the exit is told
        await ended(box.child.stdio[3] as Readable);
        signal?.throwIfAborted();
        if (code !== 0) return new JailEnded(late ? "time" : "unknown");
        return replySchema.parse(JSON.parse(collected.text().slice("ready\n".length)));
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        await tidy();
      }
    },
  };
}

function ended(stream: Readable): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once("end", resolve);
    stream.once("close", resolve);
  });
}
