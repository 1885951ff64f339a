import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkHandIn, type HandIn } from "../../../grader/intake/check.ts";
import { readFolder, readZip } from "../../../grader/intake/hand-in.ts";
import { type Zip64Form, zip64 } from "../../support/zip64.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const entries = (files: Record<string, string | Uint8Array>) =>
  Object.entries(files).map(([path, content]) => ({
    path,
    bytes: typeof content === "string" ? bytes(content) : content,
  }));
const solution = "export const one = 1;\n";
const refused = (handIn: HandIn) =>
  handIn.ok ? [] : handIn.messages.filter((m) => m.severity === "error").map((m) => m.file);
const paths = (handIn: HandIn) => (handIn.ok ? handIn.files.map((file) => file.path) : handIn.messages);

describe("files", () => {
  test("that follow the rules are taken, sorted by path", () => {
    const handIn = checkHandIn(
      entries({ "solution.ts": solution, "lib/ação.ts": "export {};", "a.d.ts": "export {};" }),
    );
    expect(paths(handIn)).toEqual(["a.d.ts", "lib/ação.ts", "solution.ts"]);
    expect(handIn.messages).toEqual([]);
  });

  test("of other kinds are left out and named", () => {
    const handIn = checkHandIn(
      entries({
        "solution.ts": solution,
        "README.md": "x",
        "tsconfig.json": "{}",
        "a.tsx": "",
        "b.js": "",
        "more.zip": "PK",
      }),
    );
    expect(paths(handIn)).toEqual(["solution.ts"]);
    expect(handIn.messages.map((message) => message.file)).toEqual([
      "README.md",
      "tsconfig.json",
      "a.tsx",
      "b.js",
      "more.zip",
    ]);
    expect(handIn.messages.every((message) => message.severity === "warning" && message.localised?.["pt-BR"])).toBe(
      true,
    );
  });

  test("in folders of tools are left out, named by folder, and count for nothing", () => {
    const handIn = checkHandIn(
      entries({
        "solution.ts": solution,
        "node_modules/a/index.ts": "x",
        "node_modules/b/index.ts": new Uint8Array(2 ** 21),
        "__MACOSX/._solution.ts": "\0",
        ".git/x.ts": "x",
      }),
    );
    expect(paths(handIn)).toEqual(["solution.ts"]);
    expect(handIn.messages.map((message) => message.file)).toEqual(["node_modules", "__MACOSX", ".git"]);
  });

  test("in one folder around everything come without it", () => {
    expect(paths(checkHandIn(entries({ "work/solution.ts": solution, "work/lib/a.ts": "" })))).toEqual([
      "lib/a.ts",
      "solution.ts",
    ]);
  });

  test("in folders within folders come without them, as long as nothing else stands beside", () => {
    expect(paths(checkHandIn(entries({ "a/b/solution.ts": solution, "a/b/lib/a.ts": "" })))).toEqual([
      "lib/a.ts",
      "solution.ts",
    ]);
    const beside = checkHandIn(entries({ "a/b/solution.ts": solution, "a/other.ts": "" }));
    expect(beside.messages.map(({ text }) => text)).toEqual([expect.stringMatching(/there is a\/b\/solution\.ts/)]);
  });

  test("a byte-order mark is dropped", () => {
    const handIn = checkHandIn(entries({ "solution.ts": `\uFEFF${solution}` }));
    expect(handIn.ok && handIn.files[0]!.text).toBe(solution);
  });

  test("exactly 100 files and 1 MiB are taken, one more is not", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [i === 0 ? "solution.ts" : `f${i}.ts`, ""]));
    expect(checkHandIn(entries(many(100))).ok).toBe(true);
    expect(checkHandIn(entries(many(101))).ok).toBe(false);
    expect(checkHandIn(entries({ "solution.ts": " ".repeat(2 ** 20) })).ok).toBe(true);
    expect(checkHandIn(entries({ "solution.ts": " ".repeat(2 ** 20 + 1) })).ok).toBe(false);
  });

  const badNames = [
    "../solution.ts",
    "a/../../b.ts",
    "/etc/x.ts",
    "C:/x.ts",
    "C:\\x.ts",
    "a\\b.ts",
    "a//b.ts",
    "./a.ts",
    "a/./b.ts",
    "__proto__/a.ts",
    "a\0.ts",
    "a\nb.ts",
    "\u202ets.a.ts",
    " a.ts",
    `${"x".repeat(300)}.ts`,
    "../README.md",
    "",
  ];
  test.each(badNames)("the name %j is refused", (name) => {
    const handIn = checkHandIn([...entries({ "solution.ts": solution }), { path: name, bytes: bytes("") }]);
    expect(refused(handIn).length).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may reach a page
    expect(JSON.stringify(handIn)).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  const refusals: [what: string, files: { path: string; bytes: Uint8Array }[], file: string][] = [
    ["nothing", [], ""],
    ["no solution.ts", entries({ "a.ts": "" }), "solution.ts"],
    ["Solution.ts", entries({ "Solution.ts": "" }), "solution.ts"],
    ["the same name twice", [...entries({ "solution.ts": "" }), ...entries({ "solution.ts": "x" })], "solution.ts"],
    ["names that differ by case", entries({ "solution.ts": "", "a.ts": "", "A.ts": "" }), "A.ts"],
    [
      "names that differ by composition",
      entries({ "solution.ts": "", "a\u0301.ts": "", "\u00e1.ts": "" }),
      "\u00e1.ts",
    ],
    ["a file that is a folder, too", entries({ "solution.ts": "", "a.ts": "", "a.ts/b.ts": "" }), "a.ts/b.ts"],
    ["invalid UTF-8", entries({ "solution.ts": Uint8Array.of(0xc3, 0x28) }), "solution.ts"],
    ["UTF-16", entries({ "solution.ts": Uint8Array.of(0xff, 0xfe, 0x61, 0) }), "solution.ts"],
    ["NUL", entries({ "solution.ts": "a\0b" }), "solution.ts"],
  ];
  test.each(refusals)("%s is refused with a message at the file", (_, files, file) => {
    const handIn = checkHandIn(files);
    expect(refused(handIn)).toContain(file);
    for (const message of handIn.messages) expect(message.localised?.["pt-BR"]).toBeTruthy();
  });
});

describe("a message says what to do", () => {
  const says: [what: string, files: Record<string, string | Uint8Array>, sentence: RegExp][] = [
    ["a name in capitals", { "Solution.ts": solution }, /there is Solution\.ts: .*rename/],
    ["capitals in the ending", { "solution.TS": solution }, /there is solution\.TS: .*rename/],
    ["JavaScript", { "solution.js": "" }, /there is solution\.js: .*rename/],
    ["JSX", { "solution.tsx": "" }, /there is solution\.tsx: .*rename/],
    ["a module's ending", { "work/solution.mts": "", "work/README.md": "" }, /there is work\/solution\.mts: .*rename/],
    ["an ending that the system hides", { "solution.ts.txt": solution }, /there is solution\.ts\.txt: .*rename/],
    ["a second download", { "solution (1).ts": solution, "a.ts": "" }, /there is solution \(1\)\.ts: .*rename/],
    ["only one file", { "projeto2.ts": solution }, /there is projeto2\.ts: .*rename/],
    ["declarations only", { "solution.d.ts": "export {};" }, /solution\.d\.ts only declares/],
    ["a folder too deep", { "a.ts": "", "src/solution.ts": solution }, /there is src\/solution\.ts: .*move/],
    ["nothing that counts", { "notes.pdf": "" }, /holds no TypeScript file.*solution\.ts/],
    ["a backslash", { "solution.ts": "", "lib\\a.ts": "" }, /backslash/],
    ["a way out", { "solution.ts": "", "../a.ts": "" }, /outside/],
    ["a drive", { "solution.ts": "", "C:/a.ts": "" }, /outside/],
    ["only a name that leads outside", { "../solution.ts": solution }, /outside/],
    ["two ways to write an accent", { "solution.ts": "", "\u00e1.ts": "", "a\u0301.ts": "" }, /this name twice/],
    ["a space at the end", { "solution.ts": "", "lib /a.ts": "" }, /space/],
    ["a colon", { "solution.ts": "", "lib/a: b.ts": "" }, /colon/],
    ["a long name", { "solution.ts": "", [`${"x".repeat(300)}.ts`]: "" }, /200/],
    [
      "UTF-16 without its mark",
      { "solution.ts": Uint8Array.from([...solution].flatMap((c) => [c.charCodeAt(0), 0])) },
      /UTF-16/,
    ],
  ];
  test.each(says)("%s", (_, files, sentence) => {
    const handIn = checkHandIn(entries(files));
    expect(handIn.ok).toBe(false);
    const errors = handIn.messages.filter((message) => message.severity === "error");
    expect(errors.map((message) => message.text)).toEqual([expect.stringMatching(sentence)]);
    expect(errors[0]!.localised?.["pt-BR"]).toBeTruthy();
  });

  test("where the bytes stop being UTF-8", () => {
    const latin1 = Uint8Array.from([...bytes("const a = 1;\n// equa"), 0xe7, 0xe3, ...bytes("o\n")]);
    expect(checkHandIn(entries({ "solution.ts": latin1 })).messages).toMatchObject([{ file: "solution.ts", line: 2 }]);
  });
});

test("names that no system shares do no harm where the file does not count", () => {
  const deep = `node_modules/${"very-long-name/".repeat(20)}index.ts`;
  const handIn = checkHandIn(
    entries({
      "solution.ts": solution,
      "Lista 2: redes.pdf": "",
      "Icon\r": "",
      "a\\b.png": "",
      [deep]: "x",
      ".git/a\nb": "",
    }),
  );
  expect(paths(handIn)).toEqual(["solution.ts"]);
  expect(handIn.messages.map((message) => message.file)).toEqual([
    "Lista 2: redes.pdf",
    "Icon?",
    "a\\b.png",
    "node_modules",
    ".git",
  ]);
});

/** Changes bytes of an archive at every place where `find` begins. */
function patch(archive: Uint8Array, find: number[], change: (view: DataView, at: number) => void): Uint8Array {
  const copy = archive.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + find.length <= copy.length; at++)
    if (find.every((byte, i) => copy[at + i] === byte)) change(view, at);
  return copy;
}
const LOCAL = [0x50, 0x4b, 3, 4];
const CENTRAL = [0x50, 0x4b, 1, 2];
const END = [0x50, 0x4b, 5, 6];

describe("archives", () => {
  const zip = (files: Zippable) => zipSync(files);
  const good = zip({
    "solution.ts": strToU8(solution),
    "lib/": new Uint8Array(),
    "lib/a.ts": strToU8("export {};"),
    "logo.png": new Uint8Array(3e6),
  });

  test("are unpacked; what does not count is not even unpacked", async () => {
    const handIn = await readZip(good);
    expect(paths(handIn)).toEqual(["lib/a.ts", "solution.ts"]);
    expect(handIn.messages.map((message) => message.file)).toEqual(["logo.png"]);
  });

  test("made by the zip program of the system", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nabla-zip-"));
    try {
      mkdirSync(join(folder, "work/lib"), { recursive: true });
      writeFileSync(join(folder, "work/solution.ts"), solution);
      writeFileSync(join(folder, "work/lib/a.ts"), "export {};");
      const script = "import shutil,sys; shutil.make_archive(sys.argv[1]+'/out','zip',sys.argv[1],'work')";
      try {
        execFileSync("python3", ["-c", script, folder]);
      } catch {
        return; // no such program here
      }
      const { readFileSync } = await import("node:fs");
      expect(paths(await readZip(readFileSync(join(folder, "out.zip"))))).toEqual(["lib/a.ts", "solution.ts"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const one = zip({ "solution.ts": strToU8(solution) });
  const bad: [what: string, archive: Uint8Array][] = [
    ["nothing", new Uint8Array()],
    ["no archive", bytes("hello")],
    ["half an archive", good.slice(0, good.length / 2)],
    ["a path that climbs out", zip({ "../solution.ts": strToU8(solution) })],
    ["a folder that climbs out", zip({ "solution.ts": strToU8(solution), "../../x/": new Uint8Array() })],
    [
      "an encrypted entry",
      patch(
        patch(one, LOCAL, (v, at) => v.setUint16(at + 6, 1, true)),
        CENTRAL,
        (v, at) => v.setUint16(at + 8, 1, true),
      ),
    ],
    ["a link", patch(one, CENTRAL, (v, at) => v.setUint32(at + 38, 0o120777 * 65536, true))],
    ["a device", patch(one, CENTRAL, (v, at) => v.setUint32(at + 38, 0o020666 * 65536, true))],
    [
      "an unknown method",
      patch(
        patch(one, LOCAL, (v, at) => v.setUint16(at + 8, 14, true)),
        CENTRAL,
        (v, at) => v.setUint16(at + 10, 14, true),
      ),
    ],
    ["two methods", patch(one, LOCAL, (v, at) => v.setUint16(at + 8, 0, true))],
    ["two names", patch(one, LOCAL, (v, at) => v.setUint8(at + 30, 0x53))],
    [
      "a size that is too small",
      patch(
        patch(one, LOCAL, (v, at) => v.setUint32(at + 22, 3, true)),
        CENTRAL,
        (v, at) => v.setUint32(at + 24, 3, true),
      ),
    ],
    [
      "a size that is too large",
      patch(
        patch(one, LOCAL, (v, at) => v.setUint32(at + 22, 9999, true)),
        CENTRAL,
        (v, at) => v.setUint32(at + 24, 9999, true),
      ),
    ],
    ["content that was changed", patch(one, LOCAL, (v, at) => v.setUint32(at + 14, 1, true))],
    ["zip64 in an entry", patch(one, CENTRAL, (v, at) => v.setUint32(at + 24, 0xffffffff, true))],
    ["zip64 in the directory", patch(one, END, (v, at) => v.setUint32(at + 16, 0xffffffff, true))],
    ["a directory beyond the end", patch(one, END, (v, at) => v.setUint32(at + 16, 0x7fffffff, true))],
    ["more entries than there are", patch(one, END, (v, at) => v.setUint32(at + 8, 0x00090009, true))],
    ["a bomb", zip({ "solution.ts": new Uint8Array(50e6) })],
    [
      "a bomb in many files",
      zip(
        Object.fromEntries(Array.from({ length: 90 }, (_, i) => [i ? `f${i}.ts` : "solution.ts", new Uint8Array(1e5)])),
      ),
    ],
  ];
  test.each(bad)("with %s are refused with a message", async (_, archive) => {
    const before = process.memoryUsage().arrayBuffers;
    const handIn = await readZip(archive);
    expect(handIn.ok).toBe(false);
    expect(handIn.messages.length).toBeGreaterThan(0);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60e6);
  });

  describe("in the zip64 format, as cloud drives make them of small files, too", () => {
    const two = { "solution.ts": solution, "lib/a.ts": "export {};\n".repeat(50) };
    const forms: [what: string, form: Partial<Zip64Form>][] = [
      ["sizes and places in extra fields, and a directory of its own", {}],
      ["sizes that follow the data", { streamed: true }],
      ["a directory of its own only", { entries: "plain" }],
      ["local headers only", { entries: "local", directory: false }],
    ];
    test.each(forms)("%s", async (_, form) => {
      expect(paths(await readZip(zip64(two, form)))).toEqual(["lib/a.ts", "solution.ts"]);
    });
    const broken: [what: string, form: Partial<Zip64Form>][] = [
      ["a directory at 2^62", { start: 2n ** 62n }],
      ["a directory of 2^63 entries", { count: 2n ** 63n }],
      ["more entries than there are", { count: 9n }],
      ["a directory of another size", { size: 2n ** 33n }],
      ["a record somewhere else", { record: 2n ** 40n }],
      ["a record at the very end", { record: -1n }],
      ["sizes of 2^60", { unpacked: 2n ** 60n }],
      ["a bomb's size", { unpacked: 2n ** 33n }],
      ["extra fields that are missing", { noExtra: true }],
      ["extra fields that are cut short", { shortExtra: true }],
    ];
    test.each(broken)("refused: %s", async (_, form) => {
      const handIn = await readZip(zip64(two, form));
      expect(handIn.ok).toBe(false);
      expect(handIn.messages.length).toBeGreaterThan(0);
    });
  });

  test.each([
    ["an ordinary archive", one],
    ["zip64", zip64({ "solution.ts": solution })],
  ])("whatever their bytes say, the answer is a value: %s", async (_, archive) => {
    const change = fc.tuple(fc.nat(archive.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        const changed = archive.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        const handIn = await readZip(changed);
        if (handIn.ok) expect(handIn.files.some((file) => file.path === "solution.ts")).toBe(true);
        else expect(handIn.messages.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (junk) => !(await readZip(junk)).ok));
  });
});

describe("folders", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nabla-intake-"));
    writeFileSync(join(folder, "solution.ts"), solution);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("are read with their sub-folders, without what tools leave there", async () => {
    mkdirSync(join(folder, "lib"));
    mkdirSync(join(folder, "node_modules/x"), { recursive: true });
    writeFileSync(join(folder, "lib/a.ts"), "export {};");
    writeFileSync(join(folder, "node_modules/x/index.ts"), "export {};");
    writeFileSync(join(folder, "notes.txt"), "x");
    const handIn = await readFolder(folder);
    expect(paths(handIn)).toEqual(["lib/a.ts", "solution.ts"]);
    expect(handIn.messages.map((message) => message.file).sort()).toEqual(["node_modules", "notes.txt"]);
  });

  test("a link in place of a file is refused, not followed", async () => {
    symlinkSync("/etc/passwd", join(folder, "a.ts"));
    const handIn = await readFolder(folder);
    expect(refused(handIn)).toEqual(["a.ts"]);
    expect(JSON.stringify(handIn)).not.toContain("root:");
  });

  test("a link to a folder is left out, not followed", async () => {
    symlinkSync("/etc", join(folder, "etc"));
    expect(paths(await readFolder(folder))).toEqual(["solution.ts"]);
  });

  test("a file of gigabytes costs no more than the limit", async () => {
    execFileSync("truncate", ["-s", "3G", join(folder, "big.ts")]);
    expect(refused(await readFolder(folder))).toContain("");
  });

  test("that do not exist are the caller's mistake", async () => {
    await expect(readFolder(join(folder, "nowhere"))).rejects.toThrow();
  });
});
