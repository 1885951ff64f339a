import { describe, expect, test } from "vitest";
import { combine } from "../../app/_hand-in/collect-files.ts";
import { gatherFiles } from "../../app/_hand-in/gather.ts";

const file = (path: string, text: string) => ({ path, file: new File([text], path) });
const collection = (files: ReturnType<typeof file>[], whole = false) => ({
  files,
  unreadable: [],
  tooMany: false,
  whole,
});

/** A file whose bytes the browser refuses, as it does once the file was saved again. */
function changed(path: string) {
  const broken = new File(["x"], path);
  const refuse = () => Promise.reject(new DOMException("changed", "NotReadableError"));
  broken.arrayBuffer = refuse;
  broken.slice = () => Object.assign(new Blob(["x"]), { arrayBuffer: refuse });
  return { path, file: broken };
}

const codes = async (chosen: ReturnType<typeof file>[]) =>
  (await gatherFiles(chosen)).findings.map((finding) => ("code" in finding ? finding.code : finding.message.text));

describe("what was chosen", () => {
  test("files are read; of what does not count only the name is sent", async () => {
    const { payload, findings, print } = await gatherFiles([
      file("solution.ts", "export {};"),
      file("big.csv", "1,2\n".repeat(1e6)),
      file("node_modules/a/index.ts", "x".repeat(2e6)),
    ]);
    expect(findings.every(({ level }) => level === "warning")).toBe(true);
    expect(print).not.toBe("");
    if ("zip" in payload) throw new Error("no zip was chosen");
    expect(payload.map(({ path, bytes }) => [path, bytes.byteLength])).toEqual([
      ["solution.ts", 10],
      ["big.csv", 0],
      ["node_modules/a/index.ts", 0],
    ]);
  });

  test.each<[string, ReturnType<typeof file>[], (string | RegExp)[]]>([
    ["nothing", [], ["nothing"]],
    ["a file that was saved again since", [changed("solution.ts")], ["changed"]],
    ["an archive that was saved again since", [changed("work.zip")], ["changed"]],
    ["an archive among files", [file("solution.ts", ""), file("work.zip", "PK")], ["zipAmongFiles"]],
    ["two archives", [file("a.zip", "PK"), file("b.zip", "PK")], ["zipAmongFiles"]],
    ["an archive beyond what a request may carry", [file("work.zip", "x".repeat(4e6))], ["zipTooLarge"]],
    ["ten megabytes", [file("solution.ts", "x".repeat(1e7))], [/larger than 1 MiB in all/]],
  ])("%s", async (_name, chosen, expected) => {
    expect(await codes(chosen)).toEqual(
      expected.map((code) => (typeof code === "string" ? code : expect.stringMatching(code))),
    );
  });
});

describe("choosing again", () => {
  const [a, b, again, zip] = [file("a.ts", "1"), file("b.ts", "2"), file("a.ts", "3"), file("w.zip", "PK")];
  test.each([
    ["adds single files", [a], collection([b]), [a, b]],
    ["takes the place of the file of the same name", [a, b], collection([again]), [b, again]],
    ["a folder takes the place of everything", [a, b], collection([again], true), [again]],
    ["an archive takes the place of everything", [a], collection([zip], true), [zip]],
    ["files take the place of an archive", [zip], collection([a]), [a]],
  ])("%s", (_name, before, added, expected) => {
    expect(combine(before, added)).toEqual(expected);
  });
});
