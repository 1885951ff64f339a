import { existsSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleForBox } from "../../grader/sandbox/bundle.ts";
import {
  type Box,
  canTry,
  launch,
  openWorkshop,
  prepareSharedRoot,
  strongestFirst,
  userBehind,
  type Workshop,
} from "../../grader/sandbox/launch.ts";

let workshop: Workshop;

beforeAll(async () => {
  const whole = openWorkshop();
  const runner = join(whole.folder, "escaped.mjs");
  writeFileSync(runner, bundleForBox(new URL("./escaped-runner.ts", import.meta.url)));
  workshop = { ...whole, runner };
  if (canTry("shared-root")) await prepareSharedRoot(workshop);
});

afterAll(() => {
  workshop.shared?.close();
  workshop.remove();
});

interface Escaped {
  box: Box;
  acts: string[];
  fatal: string[];
  /** what the box said of an act; undefined when it ended instead */
  attempt(name: string): Promise<string | undefined>;
}

async function start(walls: (typeof strongestFirst)[number]): Promise<Escaped> {
  const box = launch(workshop, walls, 256);
  let noise = "";
  box.child.stdout!.on("data", (chunk) => {
    noise += chunk;
  });
  box.child.stderr!.on("data", (chunk) => {
    noise += chunk;
  });
  const lines = createInterface({ input: box.child.stdio[3] as Readable })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw new Error(`the box did not start: ${noise}`);
  const { acts, fatal } = JSON.parse(first.value);
  const attempt = async (name: string) => {
    box.child.stdin!.write(name);
    const line = await lines.next();
    return line.done ? undefined : line.value;
  };
  return { box, acts, fatal, attempt };
}

for (const walls of strongestFirst.filter(canTry)) {
  test(`behind "${walls}", code that holds Node's modules and raw system calls gets nothing`, async () => {
    const escaped = await start(walls);
    const worked: string[] = [];
    let box = escaped;
    for (const act of escaped.acts) {
      const answer = await box.attempt(act);
      // an abort is an end, too: go on with the next act in a new box
      if (answer === undefined) box = await start(walls);
      else if (!answer.startsWith("refused")) worked.push(`${act}: ${answer}`);
    }
    expect(worked).toEqual([]);
    box.box.stop();
    escaped.box.stop();
    for (const left of ["", "-folder", "-link", ".heap", ".db"])
      expect(existsSync(`/tmp/nabla-hostile${left}`)).toBe(false);
  });

  test(`behind "${walls}", calls that no program needs end it with SIGSYS`, async () => {
    const first = await start(walls);
    first.box.stop();
    for (const name of first.fatal) {
      const escaped = await start(walls);
      expect(await escaped.attempt(name), name).toBeUndefined();
      expect((await escaped.box.ended).signal, name).toBe("SIGSYS");
    }
  });
}

for (const walls of strongestFirst.filter(canTry)) {
  test(`behind "${walls}", the kernel confirms what was given up`, async () => {
    const { box } = await start(walls);
    const pid = box.innerPid();
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, "m").exec(status)![1]!;
    expect(field("NoNewPrivs")).toBe("1");
    expect(field("Seccomp")).toBe("2");
    expect(field("CapEff")).toBe("0000000000000000");
    expect(field("CapPrm")).toBe("0000000000000000");
    if (userBehind(walls) !== undefined) expect(field("Uid").split("\t")).toEqual(Array(4).fill("65534"));
    const limits = readFileSync(`/proc/${pid}/limits`, "utf8");
    expect(limits).toMatch(/^Max core file size +0 +0 /m);
    expect(limits).toMatch(/^Max file size +0 +0 /m);
    const own = (space: string) => readlinkSync(`/proc/${pid}/ns/${space}`) !== readlinkSync(`/proc/self/ns/${space}`);
    if (walls !== "other-user" && walls !== "none")
      for (const space of ["mnt", "net", "pid", "ipc", "uts"]) expect(own(space), space).toBe(true);
    box.stop();
  });
}
