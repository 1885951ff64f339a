import { describe, expect, test } from "vitest";
import { fingerprint, newKey } from "../../app/_hand-in/idempotency.ts";
import { precheck } from "../../app/_hand-in/precheck.ts";
import { readCapped } from "../../app/_hand-in/read-capped.ts";
import { readForm } from "../../app/_hand-in/read-form.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** What is found, by its name; what the intake says, by its own words in English. */
function codesOf(files: { path: string; bytes: Uint8Array }[]): string[] {
  const sentences: [code: string, sentence: RegExp][] = [
    ["noEntry", /no solution\.ts.* main\.ts: .*rename/],
    ["ignored", /^Left out: only files whose name ends in \.ts/],
    ["badPath", /leads outside of the hand-in/],
    ["duplicate", /^Its name is the same as that of solution\.ts/],
    ["notText", /not valid UTF-8/],
    ["tooLarge", /larger than 1 MiB in all/],
  ];
  return precheck(files).map((finding) => {
    if (!("message" in finding)) return finding.code;
    const said = finding.message.text;
    return sentences.find(([, sentence]) => sentence.test(said))?.[0] ?? said;
  });
}

describe("before anything is sent", () => {
  test("what does not count weighs nothing and is not counted", () => {
    const files = [
      { path: "solution.ts", bytes: bytes("export {};") },
      { path: "data.csv", bytes: new Uint8Array(3e6) },
      ...Array.from({ length: 150 }, (_, i) => ({ path: `figure${i}.png`, bytes: bytes("x") })),
    ];
    expect(precheck(files).every(({ level }) => level === "warning")).toBe(true);
  });

  test("a folder around everything does not hide the entry", () => {
    expect(codesOf([{ path: "work/solution.ts", bytes: bytes("export {};") }])).toEqual([]);
  });

  test.each([
    ["nothing chosen", [], ["nothing"]],
    ["the entry is missing", [{ path: "main.ts", bytes: bytes("x") }], ["noEntry"]],
    [
      "a file that is not counted",
      [
        { path: "solution.ts", bytes: bytes("x") },
        { path: "a.md", bytes: bytes("x") },
      ],
      ["ignored"],
    ],
    [
      "a way out of the folder",
      [
        { path: "solution.ts", bytes: bytes("x") },
        { path: "../a.ts", bytes: bytes("x") },
      ],
      ["badPath"],
    ],
    [
      "two spellings of one name",
      [
        { path: "solution.ts", bytes: bytes("x") },
        { path: "Solution.ts", bytes: bytes("x") },
      ],
      ["duplicate"],
    ],
    ["Latin-1", [{ path: "solution.ts", bytes: new Uint8Array([0x6e, 0xe3, 0x6f]) }], ["notText"]],
    ["an empty file", [{ path: "solution.ts", bytes: bytes("") }], ["empty"]],
    ["too much", [{ path: "solution.ts", bytes: new Uint8Array(1024 * 1024 + 1).fill(32) }], ["tooLarge"]],
    ["all is well", [{ path: "solution.ts", bytes: bytes("export {};") }], []],
  ])("%s", (_name, files, codes) => {
    expect(codesOf(files)).toEqual(codes);
  });
});

describe("the key of a hand-in", () => {
  test("has the form that the server takes, and is new each time", () => {
    expect(newKey()).toMatch(/^[\w-]{16,64}$/);
    expect(newKey()).not.toBe(newKey());
  });
  test("other content, other names and other boundaries are other hand-ins", () => {
    const one = fingerprint([{ path: "solution.ts", bytes: bytes("ab") }]);
    expect(fingerprint([{ path: "solution.ts", bytes: bytes("ab") }])).toBe(one);
    for (const other of [
      [{ path: "solution.ts", bytes: bytes("ac") }],
      [{ path: "solution2.ts", bytes: bytes("ab") }],
      [
        { path: "solution.ts", bytes: bytes("a") },
        { path: "b", bytes: bytes("") },
      ],
    ]) {
      expect(fingerprint(other)).not.toBe(one);
    }
  });
});

describe("an upload", () => {
  const stream = (sizes: number[], onCancel = () => {}) => {
    const chunks = sizes.map((size) => new Uint8Array(size).fill(7));
    return new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: onCancel,
    });
  };
  test("is read up to its limit, the limit included", async () => {
    expect((await readCapped(stream([3, 4]), 7))?.byteLength).toBe(7);
  });
  test("beyond the limit nothing more is read", async () => {
    let cancelled = false;
    const endless = stream(new Array(1000).fill(10), () => {
      cancelled = true;
    });
    expect(await readCapped(endless, 25)).toBeNull();
    expect(cancelled).toBe(true);
  });

  async function form(fill: (data: FormData) => void) {
    const data = new FormData();
    fill(data);
    const response = new Response(data);
    return readForm(response.headers.get("content-type") ?? "", new Uint8Array(await response.arrayBuffer()));
  }
  const key = "0123456789abcdef";

  test("keeps paths as they came", async () => {
    const read = await form((data) => {
      data.set("idempotencyKey", key);
      for (const path of ["lib/a.ts", "..\\b.ts"]) {
        data.append("path", path);
        data.append("file", new Blob(["x"]), "file");
      }
    });
    expect(read?.files).toEqual([
      { path: "lib/a.ts", bytes: bytes("x") },
      { path: "..\\b.ts", bytes: bytes("x") },
    ]);
    expect(read?.acceptLate).toBe(false);
  });
  test.each<[string, (data: FormData) => void]>([
    ["no key", (data) => data.set("zip", new Blob(["x"]))],
    ["no files", (data) => data.set("idempotencyKey", key)],
    ["a path without its file", (data) => [data.set("idempotencyKey", key), data.set("path", "a.ts")]],
    [
      "text where a file is due",
      (data) => [data.set("idempotencyKey", key), data.set("path", "a.ts"), data.set("file", "x")],
    ],
    ["an odd key", (data) => [data.set("idempotencyKey", "a b"), data.set("zip", new Blob(["x"]))]],
  ])("is not taken with %s", async (_name, fill) => {
    expect(await form(fill)).toBeNull();
  });
  test("that is no form at all is not taken", async () => {
    expect(await readForm("multipart/form-data; boundary=x", new Uint8Array([1, 2, 3]))).toBeNull();
  });
});
