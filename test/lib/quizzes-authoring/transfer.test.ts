import { beforeAll, describe, expect, test } from "vitest";
import { exportFormats } from "../../../grader/quiz/formats/export.ts";
import { parseQuizFiles } from "../../../grader/quiz/quiz-folder.ts";
import type { Actor } from "../../../lib/actor.ts";
import { db } from "../../../lib/db.ts";
import { Forbidden, NotFound } from "../../../lib/errors.ts";
import { zipQuiz } from "../../../lib/quizzes/authoring/archive.ts";
import { createQuiz } from "../../../lib/quizzes/authoring/create.ts";
import { saveDraft, selectDraft } from "../../../lib/quizzes/authoring/drafts.ts";
import { exportDraft, importFiles } from "../../../lib/quizzes/transfer.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";
import { quizFiles } from "../../support/quizzes.ts";

startTestDatabase();

let ines: Actor;
let ta: Actor;
let stranger: Actor;
const quiz = {
  slug: "taken",
  title: { en: "Taken", "pt-BR": "Trazido" },
  opens: "2026-03-01T08:00",
  due: "2026-03-08T23:59",
};
const address = { courseSlug: "t", quizSlug: "taken" };
const bytes = (text: string) => new TextEncoder().encode(text);
const gift = `// a comment
::Derivative:: The derivative of tanh at 0 is { ~0 =1 ~2 }

::Saddle:: At a saddle point the gradient is zero. {T}

::Broken:: this one { =
`;

beforeAll(async () => {
  const { id: courseId } = await db().course.create({
    data: { slug: "t", title: { en: "T", "pt-BR": "T" }, timeZone: "America/Sao_Paulo" },
  });
  ines = await makePerson("Ines", { courseId, role: "instructor" });
  ta = await makePerson("Tomas", { courseId, role: "ta" });
  stranger = await makePerson("Stranger", null);
});

describe("a file of another system", () => {
  test("becomes files of ours, and what was left behind is named", async () => {
    const read = await importFiles(ines, "t", bytes(gift), "unit.gift");
    expect(read).toMatchObject({ ok: true, items: [{ kind: "single-choice" }, { kind: "true-false" }] });
    if (!read.ok) return;
    expect(read.skipped.length).toBeGreaterThan(0);
    expect(parseQuizFiles(read.files)).toMatchObject({ ok: true });
    expect(await createQuiz(ines, "t", quiz, read.files)).toEqual({ ok: true, slug: "taken" });
    const draft = parseQuizFiles((await selectDraft(ines, address)).files);
    expect(draft.ok && draft.content.quiz).toMatchObject({ id: "taken", title: quiz.title });
  });

  test.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
    ["an archive that is damaged", zipQuiz("x", [{ path: "quiz.yaml", text: "id: x\n" }]).slice(0, -8)],
    ["XML that is no quiz", bytes("<html><body/></html>")],
  ])("is refused in words: %s", async (_name, file) => {
    expect(await importFiles(ines, "t", file, "file")).toMatchObject({
      ok: false,
      message: { en: expect.any(String), "pt-BR": expect.any(String) },
    });
  });

  test("a zip of ours comes in as it is", async () => {
    const files = await quizFiles("ours", { numeric: 1, essay: 2 });
    const read = await importFiles(ines, "t", zipQuiz("ours", files), "ours.zip");
    expect(read.ok && read.files.map(({ text }) => text).sort()).toEqual(files.map(({ text }) => text).sort());
    expect(read).toMatchObject({ ok: true, title: { en: "Quiz ours" }, skipped: [] });
  });

  test("is for authors", async () => {
    await expect(importFiles(ta, "t", bytes(gift), "x.gift")).rejects.toThrow(Forbidden);
    await expect(importFiles(stranger, "t", bytes(gift), "x.gift")).rejects.toThrow(NotFound);
  });
});

describe("the draft for another system", () => {
  test.each(exportFormats)("as %s is a file that comes in again", async (format) => {
    const exported = await exportDraft(ines, { ...address, format, locale: "en", seed: "1" });
    if (!exported.ok) throw new Error("not exported");
    const read = await importFiles(ines, "t", exported.bytes, exported.fileName);
    expect(read).toMatchObject({ ok: true, items: [{ kind: "single-choice" }, { kind: "true-false" }] });
  });

  test("is refused while its files are no quiz, and is for authors", async () => {
    const { files, revision } = await selectDraft(ines, address);
    const broken = files.map((file) => (file.path === "quiz.yaml" ? { ...file, text: "zones: 3" } : file));
    await saveDraft(ines, { ...address, files: broken, baseRevision: revision });
    const asked = { ...address, format: "gift", locale: "en", seed: "1" } as const;
    expect(await exportDraft(ines, asked)).toEqual({ ok: false });
    await expect(exportDraft(ta, asked)).rejects.toThrow(Forbidden);
  });
});
