import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../../lib/actor.ts";
import { db } from "../../../lib/db.ts";
import { Forbidden, NotFound } from "../../../lib/errors.ts";
import { unzipQuiz, zipQuiz } from "../../../lib/quizzes/authoring/archive.ts";
import { createQuiz } from "../../../lib/quizzes/authoring/create.ts";
import { saveDraft, selectDraft } from "../../../lib/quizzes/authoring/drafts.ts";
import { listRevisions, restoreRevision, selectRevision } from "../../../lib/quizzes/authoring/revisions.ts";
import { setReleased } from "../../../lib/quizzes/release.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";

startTestDatabase();

let ines: Actor;
let ivo: Actor;
let ta: Actor;
let ana: Actor;
let stranger: Actor;
const title = { en: "Sums", "pt-BR": "Somas" };
const asked = { slug: "sums", title, opens: "2026-03-01T08:00", due: "2026-03-08T23:59" };
const address = { courseSlug: "t", quizSlug: "sums" };

beforeAll(async () => {
  const { id: courseId } = await db().course.create({
    data: { slug: "t", title: { en: "T", "pt-BR": "T" }, timeZone: "America/Sao_Paulo" },
  });
  ines = await makePerson("Ines", { courseId, role: "instructor" });
  ivo = await makePerson("Ivo", { courseId, role: "instructor" });
  ta = await makePerson("Tomas", { courseId, role: "ta" });
  ana = await makePerson("Ana", { courseId, role: "student" });
  stranger = await makePerson("Stranger", null);
});

describe("a new quiz", () => {
  test.each<[string, object, string]>([
    ["the name of a page", { ...asked, slug: "new" }, "slug"],
    ["a name with a slash", { ...asked, slug: "a/b" }, "slug"],
    ["no title in one language", { ...asked, title: { en: "x", "pt-BR": " " } }, "title"],
    ["due before it opens", { ...asked, due: "2026-02-01T00:00" }, "due"],
    ["no date", { ...asked, opens: "soon" }, "opens"],
  ])("is refused for %s", async (_name, form, field) => {
    expect(await createQuiz(ines, "t", form)).toMatchObject({ ok: false, field });
  });

  test("is made once, in the course's zone, with a draft that only authors see", async () => {
    expect(await createQuiz(ines, "t", asked)).toEqual({ ok: true, slug: "sums" });
    expect(await createQuiz(ines, "t", asked)).toMatchObject({ ok: false, field: "slug" });
    const quiz = await db().quiz.findFirstOrThrow({ include: { schedule: true } });
    expect(quiz.schedule.opensAt.toISOString()).toBe("2026-03-01T11:00:00.000Z");
    const draft = await selectDraft(ivo, address);
    expect(draft).toMatchObject({ title, revision: 1, published: null, updatedBy: "Ines" });
    expect(draft.files.map(({ path }) => path)).toEqual(["quiz.yaml", "questions/question-1.yaml"]);
    await expect(selectDraft(ta, address)).rejects.toThrow(Forbidden);
    for (const other of [ana, stranger]) await expect(selectDraft(other, address)).rejects.toThrow(NotFound);
    await expect(createQuiz(ta, "t", asked)).rejects.toThrow(Forbidden);
    await expect(createQuiz(stranger, "t", asked)).rejects.toThrow(NotFound);
    expect(await db().auditEvent.count({ where: { action: "quiz.created" } })).toBe(1);
  });
});

describe("saving", () => {
  const withText = async (text: string) => {
    const { files } = await selectDraft(ines, address);
    return files.map((file) => (file.path === "quiz.yaml" ? file : { ...file, text }));
  };

  test("keeps what was typed, byte for byte, and says its revision", async () => {
    const text = "# café ☕\r\nid: question-1\n\ttabs  and trailing  \n\n\n";
    const saved = await saveDraft(ines, { ...address, files: await withText(text), baseRevision: 1 });
    expect(saved).toMatchObject({ ok: true, revision: 2 });
    const draft = await selectDraft(ines, address);
    expect(draft.files[1]!.text).toBe(text);
    const there = unzipQuiz(zipQuiz("sums", draft.files));
    expect(there).toEqual({ ok: true, files: draft.files, leftOut: [] });
    // and back: the same archive, byte for byte
    expect(there.ok && zipQuiz("sums", there.files)).toEqual(zipQuiz("sums", draft.files));
  });

  test("the same again is no conflict: the answer may have been lost", async () => {
    const { files } = await selectDraft(ines, address);
    expect(await saveDraft(ines, { ...address, files, baseRevision: 1 })).toMatchObject({ ok: true, revision: 2 });
  });

  test("over another author's save is refused, with what is stored now", async () => {
    await saveDraft(ivo, { ...address, files: await withText("id: of-ivo\n"), baseRevision: 2 });
    const late = await saveDraft(ines, { ...address, files: await withText("id: of-ines\n"), baseRevision: 2 });
    expect(late).toMatchObject({ ok: false, reason: "conflict", revision: 3, savedBy: "Ivo" });
    expect(!late.ok && late.reason === "conflict" && late.files[1]!.text).toBe("id: of-ivo\n");
    expect((await selectDraft(ines, address)).files[1]!.text).toBe("id: of-ivo\n");
  });

  test("two at the same instant: one wins, the other learns of it", async () => {
    const both = await Promise.all([
      saveDraft(ines, { ...address, files: await withText("id: a\n"), baseRevision: 3 }),
      saveDraft(ivo, { ...address, files: await withText("id: b\n"), baseRevision: 3 }),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test.each<[string, unknown]>([
    ["a path outside of the quiz", [{ path: "../x.yaml", text: "" }]],
    ["a path twice", Array(2).fill({ path: "quiz.yaml", text: "" })],
    ["a file of 1 MB", [{ path: "quiz.yaml", text: "x".repeat(1e6) }]],
    ["what the database cannot hold", [{ path: "quiz.yaml", text: "\0" }]],
    ["no files", "files"],
  ])("refuses %s", async (_name, files) => {
    expect(await saveDraft(ines, { ...address, files, baseRevision: 4 })).toMatchObject({
      ok: false,
      reason: "invalid",
    });
  });

  test("is for authors", async () => {
    for (const [actor, refusal] of [
      [ta, Forbidden],
      [ana, NotFound],
    ] as const)
      await expect(saveDraft(actor, { ...address, files: [], baseRevision: 4 })).rejects.toThrow(refusal);
  });
});

describe("the history", () => {
  test("joins what one author saves within minutes, and begins anew with another author", async () => {
    const rows = await listRevisions(ines, address);
    expect(rows.map(({ number, author }) => [number, author])).toMatchObject(
      [
        [3, expect.any(String)],
        [2, "Ivo"],
        [1, "Ines"],
      ].slice(-rows.length),
    );
    const first = await selectRevision(ines, address, 1);
    expect(first[1]!.text).toContain("# café ☕");
    await expect(selectRevision(ta, address, 1)).rejects.toThrow(Forbidden);
    await expect(selectRevision(ines, address, 99)).rejects.toThrow(NotFound);
  });

  test("an old step becomes the newest, and what it replaced stays", async () => {
    const { revision } = await selectDraft(ines, address);
    const before = (await listRevisions(ines, address)).length;
    expect(await restoreRevision(ines, { ...address, number: 1, baseRevision: revision })).toMatchObject({ ok: true });
    expect((await selectDraft(ines, address)).files[1]!.text).toContain("# café ☕");
    const rows = await listRevisions(ines, address);
    expect(rows).toHaveLength(before + 1);
    expect(rows[0]!.note).toBe("restored 1");
  });
});

describe("releasing", () => {
  test("is told once, can be taken back, and is for instructors", async () => {
    const change = { ...address, what: "solution" as const };
    const at = await setReleased(ines, { ...change, released: true });
    expect(at).toBeInstanceOf(Date);
    expect(await setReleased(ivo, { ...change, released: true })).toEqual(at);
    expect(await setReleased(ivo, { ...change, released: false })).toBeNull();
    const events = await db().auditEvent.findMany({
      where: { thing: "quiz", action: { in: ["quiz.released", "quiz.withheld"] } },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["quiz.released", ines.personId],
      ["quiz.withheld", ivo.personId],
    ]);
    await expect(setReleased(ta, { ...change, released: true })).rejects.toThrow(Forbidden);
    await expect(setReleased(ana, { ...change, released: true })).rejects.toThrow(NotFound);
  });
});
