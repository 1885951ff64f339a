import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { unzipQuiz, zipQuiz } from "../../../lib/quizzes/authoring/archive.ts";
import { limits } from "../../../lib/quizzes/authoring/files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const files = [
  { path: "quiz.yaml", text: "id: x\n" },
  { path: "questions/a.yaml", text: "id: a\r\n# ç\n" },
  { path: "questions/a.generate.ts", text: "export {};\n" },
];

describe("a quiz's archive", () => {
  test("comes back byte for byte, and the same files are the same archive", () => {
    const read = unzipQuiz(zipQuiz("x", files));
    expect(read).toMatchObject({ ok: true, leftOut: [] });
    const paths = (list: typeof files) => [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(read.ok && paths(read.files)).toEqual(paths(files));
    expect(zipQuiz("x", [...files].reverse())).toEqual(zipQuiz("x", files));
  });

  test("is found in folders of folders; what no quiz has is named", () => {
    const zip = zipSync({
      "course/quizzes/x/quiz.yaml": bytes("id: x\n"),
      "course/quizzes/x/questions/a.yaml": bytes("id: a\n"),
      "course/quizzes/x/README.md": bytes("hello"),
      "__MACOSX/._quiz.yaml": bytes("?"),
    });
    const read = unzipQuiz(zip);
    expect(read).toMatchObject({ ok: true, files: [{ path: "quiz.yaml" }, { path: "questions/a.yaml" }] });
    expect(read.ok && read.leftOut).toEqual(["course/quizzes/x/README.md", "__MACOSX/._quiz.yaml"]);
  });

  test.each<[string, Uint8Array]>([
    ["no archive", bytes("hello")],
    ["nothing", new Uint8Array()],
    ["a way out", zipSync({ "quiz.yaml": bytes("x"), "../../etc/passwd": bytes("x") })],
    ["an absolute path", zipSync({ "quiz.yaml": bytes("x"), "/etc/passwd": bytes("x") })],
    ["another system's file", zipSync({ "imsmanifest.xml": bytes("<x/>") })],
    ["a file that is no UTF-8", zipSync({ "quiz.yaml": new Uint8Array([0xc3, 0x28]) })],
    ["a file beyond the limit", zipSync({ "quiz.yaml": new Uint8Array(limits.fileBytes + 1).fill(32) })],
    ["a bomb", zipSync({ "quiz.yaml": bytes("x"), "questions/a.yaml": new Uint8Array(64 * 2 ** 20) })],
    [
      "many entries",
      zipSync(Object.fromEntries(Array.from({ length: 2100 }, (_, i) => [`questions/q${i}.yaml`, bytes("x")]))),
    ],
    ["a damaged end", zipQuiz("x", files).slice(0, -10)],
  ])("is refused: %s", (_name, archive) => {
    const read = unzipQuiz(archive);
    expect(read).toMatchObject({ ok: false, message: { en: expect.any(String), "pt-BR": expect.any(String) } });
  });

  test("changed bytes are seen by their checksum, and never throw", () => {
    const zip = zipQuiz("x", files);
    for (let at = 0; at < zip.length; at += 7) {
      const changed = zip.slice();
      changed[at]! ^= 0x55;
      const read = unzipQuiz(changed);
      if (read.ok) for (const file of read.files) expect(files.some(({ text }) => text === file.text)).toBe(true);
    }
  });
});
