import { expect, test } from "vitest";
import { explain, Problem } from "../../scripts/problem.ts";

const home = "/srv/nabla/.nabla";
const thrownBySeed = `the demonstration could not be made (1):
(node:9055) DeprecationWarning: Calling client.query() when the client is already executing a query is deprecated
(Use \`node --trace-deprecation ...\` to show where the warning was created)
file:///srv/node_modules/@prisma/adapter-pg/dist/index.mjs:666
    throw new DriverAdapterError(convertDriverError(error));
          ^
DriverAdapterError: could not write to file "pg_wal/xlogtemp.10962": No space left on device
    at PgTransaction.onError (file:///srv/node_modules/@prisma/adapter-pg/dist/index.mjs:666:11)
    at async n (/srv/node_modules/@prisma/client/runtime/client.js:11:96280) {
  cause: {
    originalCode: '53100',
    detail: undefined
  }
}
Node.js v24.21.0`;

test("what is expected is one sentence", () => {
  expect(explain(new Problem("Port 3000 is in use."), home)).toBe("Port 3000 is in use.");
});

test.each<[string, unknown, RegExp]>([
  ["a full disk", new Error(thrownBySeed), /^The disk is full\. Make some room and start again/],
  [
    "a file of somebody else's",
    Object.assign(new Error("EACCES: permission denied, open '/srv/nabla/.nabla/start.pid'"), { code: "EACCES" }),
    /^There is no permission to write \/srv\/nabla\/\.nabla\/start\.pid\. Change its owner/,
  ],
  ["a folder that cannot be read", new Error("initdb: error: Permission denied"), /write in \/srv\/nabla\/\.nabla\./],
  [
    "a program that the kernel ended",
    new Error("The pages could not be built (SIGKILL):"),
    /^There is too little memory/,
  ],
  ["too many open files", Object.assign(new Error("spawn EAGAIN"), { code: "EAGAIN" }), /ulimit -u/],
  [
    "anything else, with its cause",
    new Error("outer", { cause: new Error("inner") }),
    /^Nabla could not start\.\nouter\ninner$/,
  ],
])("%s is told by a sentence, without a stack", (_, error, sentence) => {
  const told = explain(error, home);
  expect(told).toMatch(sentence);
  expect(told).not.toMatch(/^\s+at |Node\.js v|DeprecationWarning/m);
});

test("what the system said stands below the sentence", () => {
  expect(explain(new Error(thrownBySeed), home).split("\n").slice(1)).toEqual([
    "the demonstration could not be made (1):",
    'DriverAdapterError: could not write to file "pg_wal/xlogtemp.10962": No space left on device',
  ]);
});
