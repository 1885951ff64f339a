import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, openWorkshop, type Workshop } from "../../../grader/sandbox/launch.ts";
import { BoxSession } from "../../../grader/sandbox/session.ts";
import type { Limits } from "../../../grader/sandbox/types.ts";

const limits: Limits = { cpuMs: 5_000, wallMs: 10_000, memoryMiB: 256, outputBytes: 10_000 };

/** A box whose program speaks the protocol itself: what student code could do that got hold of the result pipe. */
const forger = `
import { readSync, writeSync } from "node:fs";
const read = () => {
  const head = Buffer.alloc(8);
  for (let have = 0; have < 8; ) { try { have += readSync(0, head, have, 8 - have, null); } catch {} }
  const body = Buffer.alloc(head.readUInt32LE(0));
  for (let have = 0; have < body.length; ) { try { have += readSync(0, body, have, body.length - have, null); } catch {} }
  return JSON.parse(body);
};
const frame = (kind, id, nonce, payload, magic = 0x4c42414e, length = payload.length) => {
  const head = Buffer.alloc(32);
  head.writeUInt32LE(magic, 0); head.writeUInt32LE(kind, 4); head.writeUInt32LE(id, 8); head.writeUInt32LE(length, 12);
  head.writeDoubleLE(nonce, 16);
  return Buffer.concat([head, payload]);
};
const send = (...frames) => writeSync(3, Buffer.concat(frames));
const number = (x) => { const b = Buffer.alloc(8); b.writeDoubleLE(x); return b; };
const load = read();
send(frame(2, load.id, load.nonce, Buffer.from("{}")));
const call = read();
const tricks = TRICKS;
tricks[TRICK]();
setInterval(() => {}, 1000);
`;

const tricks: Record<string, string> = {
  "an answer to the question before": "send(frame(3, call.id - 1, load.nonce, number(1)))",
  "an answer with another nonce": "send(frame(3, call.id, call.nonce + 1, number(1)))",
  "two answers": "send(frame(3, call.id, call.nonce, number(1)), frame(3, call.id, call.nonce, number(2)))",
  "an answer to the next question as well":
    "send(frame(3, call.id, call.nonce, number(1)), frame(3, call.id + 1, call.nonce, number(2)))",
  "too few numbers": "send(frame(3, call.id, call.nonce, Buffer.alloc(4)))",
  "too many numbers": "send(frame(3, call.id, call.nonce, Buffer.alloc(16)))",
  "a frame of four gigabytes": "send(frame(3, call.id, call.nonce, Buffer.alloc(0), 0x4c42414e, 0xffffffff))",
  "another magic": "send(frame(3, call.id, call.nonce, number(1), 1))",
  "an unknown kind": "send(frame(77, call.id, call.nonce, number(1)))",
  "text that is no frame": "writeSync(3, 'x'.repeat(1000))",
  "an error that is not JSON": "send(frame(5, call.id, call.nonce, Buffer.from('{')))",
  "an error of the wrong form": "send(frame(5, call.id, call.nonce, Buffer.from('{\"name\":1}')))",
  "a call of an objective that was not offered": "send(frame(7, call.id, call.nonce, number(1)))",
  "READY once more": "send(frame(1, call.id, call.nonce, Buffer.from('{}')))",
};

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.remove());

async function forge(trick: string) {
  const runner = join(workshop.folder, `forger-${Object.keys(tricks).indexOf(trick)}.mjs`);
  const table = Object.entries(tricks).map(([name, body]) => `${JSON.stringify(name)}: () => ${body}`);
  writeFileSync(runner, forger.replace("TRICKS", `{ ${table.join(", ")} }`).replace("TRICK", JSON.stringify(trick)));
  const box = launch({ ...workshop, runner }, "none", 256);
  const session = new BoxSession(box, box.innerPid(), { code: "", sourceMap: "{}" }, limits);
  try {
    await session.load();
    return await session.call({ export: "f", args: [], shape: "number" });
  } finally {
    await session.close();
  }
}

test.each(Object.keys(tricks))("%s is a violation", async (trick) => {
  expect(await forge(trick)).toMatchObject({ status: "security_violation" });
});
