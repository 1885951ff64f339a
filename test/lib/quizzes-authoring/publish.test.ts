import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Tools } from "../../../grader/grade.ts";
import type { Actor } from "../../../lib/actor.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { Forbidden, NotFound } from "../../../lib/errors.ts";
import { createQuiz } from "../../../lib/quizzes/authoring/create.ts";
import { saveDraft, selectDraft } from "../../../lib/quizzes/authoring/drafts.ts";
import { addQuestion, withFile } from "../../../lib/quizzes/authoring/outline.ts";
import { previewItem } from "../../../lib/quizzes/authoring/preview.ts";
import { cancelProof, proveDraft, selectProof } from "../../../lib/quizzes/authoring/prove.ts";
import { publishDraft, selectPublishing } from "../../../lib/quizzes/authoring/publish-draft.ts";
import { runQuizProof } from "../../../lib/quizzes/authoring/run-proof.ts";
import { startAttempt } from "../../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../../support/database.ts";
import { makePerson } from "../../support/people.ts";

startTestDatabase();

let ines: Actor;
let ta: Actor;
let ana: Actor;
const address = { courseSlug: "small", quizSlug: "sums" };
/** no question of this file has a program: compiler and sandbox are never asked */
const tools = {} as Tools;
const run = (quizProofId: string, signal = new AbortController().signal) =>
  runQuizProof({ quizProofId, tools, signal });
const local = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 16);

async function save(change: (files: { path: string; text: string }[]) => { path: string; text: string }[]) {
  const { files, revision } = await selectDraft(ines, address);
  return saveDraft(ines, { ...address, files: change(files), baseRevision: revision });
}

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  ines = await makePerson("Ines", { courseId, role: "instructor" });
  ta = await makePerson("Tomas", { courseId, role: "ta" });
  ana = await makePerson("Ana", { courseId, role: "student" });
  const title = { en: "Sums", "pt-BR": "Somas" };
  const day = 86_400_000;
  await createQuiz(ines, "small", { slug: "sums", title, opens: local(-day), due: local(day) });
  await save((files) => addQuestion(addQuestion(files, 0, "vector"), 0, "essay"));
});

describe("the preview", () => {
  const ask = async (more: object) => {
    const { files } = await selectDraft(ines, address);
    const { path: file, text } = files.find((each) => each.path === "questions/question-1.yaml")!;
    return previewItem(ines, address, { path: file, text, seed: "7", locale: "pt-BR", ...more });
  };

  test("draws any seed, and judges what is typed into it", async () => {
    const preview = await ask({});
    expect(preview).toMatchObject({ ok: true, result: null, view: { fields: [{ kind: "numeric" }] } });
    if (!preview.ok) throw new Error("not drawn");
    const judged = await ask({ answers: preview.right });
    expect(judged).toMatchObject({ ok: true, result: { credit: 1 } });
    const { w, g, alpha } = preview.values as Record<string, number>;
    const wrong = await ask({ answers: { answer: String(w! + alpha! * g!) } });
    expect(wrong).toMatchObject({ ok: true, result: { credit: 0 } });
    const other = await ask({ seed: "8" });
    expect(other.ok && other.values).not.toEqual(preview.values);
  });

  test.each<[string, string]>([
    ["no YAML", "id: ["],
    ["another question's id", "id: other"],
    [
      "an unknown name",
      "id: question-1\ntitle: { en: a, pt-BR: a }\ntext: { en: '{{ nobody }}', pt-BR: b }\nfields: []\nsolution: { en: a, pt-BR: a }\n",
    ],
  ])("says what is wrong with %s, at a line", async (_name, text) => {
    const preview = await ask({ text });
    expect(preview).toMatchObject({ ok: false });
    expect(!preview.ok && preview.messages[0]).toMatchObject({
      file: "questions/question-1.yaml",
      line: expect.any(Number),
    });
  });

  test("answers of any shape are judged or left alone, and never throw", async () => {
    for (const answers of [
      null,
      1,
      "x",
      [],
      { next: null },
      { next: { a: 1 } },
      { nobody: "1" },
      { next: "9".repeat(400) },
    ]) {
      expect(await ask({ answers })).toMatchObject({ ok: true });
    }
  });

  test("is for authors", async () => {
    await expect(previewItem(ta, address, {})).rejects.toThrow(Forbidden);
    await expect(previewItem(ana, address, {})).rejects.toThrow(NotFound);
  });
});

describe("publishing", () => {
  test("needs self-tests of exactly these files", async () => {
    const { contentHash, same, current, changes } = await selectPublishing(ines, address);
    expect({ same, current }).toEqual({ same: false, current: null });
    expect(changes!.map(({ change }) => change)).toEqual(["added", "added", "added"]);
    expect(await publishDraft(ines, { ...address, contentHash })).toMatchObject({ ok: false, reason: "unproved" });
    expect(await publishDraft(ines, { ...address, contentHash: "0" })).toMatchObject({ ok: false, reason: "stale" });
    // a quiz that was never published is not there for students
    await expect(startAttempt(ana, { ...address, idempotencyKey: "too-early" })).rejects.toThrow(NotFound);
  });

  test("is refused while a question is broken; the problem names question and seed", async () => {
    await save((files) =>
      files.map((file) =>
        file.path === "questions/vector.yaml"
          ? {
              ...file,
              text: file.text.replace(
                "answer: round(forward(net, x).u[1], 6)",
                "answer: round(forward(net, x).u[1], 6) / (x[1] - 0.5)",
              ),
            }
          : file,
      ),
    );
    const proof = await proveDraft(ines, address);
    expect(proof.state).toBe("waiting");
    expect((await proveDraft(ines, address)).id).toBe(proof.id);
    expect(await run(proof.id)).toBe("proved");
    const done = await selectProof(ines, address, proof.id);
    expect(done).toMatchObject({
      state: "finished",
      problems: expect.arrayContaining([expect.objectContaining({ item: "vector" })]),
    });
    expect(done!.problems.some(({ seed }) => seed !== null)).toBe(true);
    const { contentHash } = await selectPublishing(ines, address);
    expect(await publishDraft(ines, { ...address, contentHash })).toMatchObject({ ok: false, reason: "problems" });
    expect(await run(proof.id)).toBe("nothing-to-do");
  });

  test("files that are no quiz are a problem at their line", async () => {
    const { files } = await selectDraft(ines, address);
    await save((all) => withFile(all, "quiz.yaml", "id: sums\nzones: 3\n"));
    const proof = await proveDraft(ines, address);
    await run(proof.id);
    const done = await selectProof(ines, address, proof.id);
    expect(done!.problems[0]).toMatchObject({ file: "quiz.yaml", line: expect.any(Number) });
    await save(() => files);
  });

  test("makes a version once nothing is wrong, and says it once", async () => {
    await save((files) => files.map((file) => ({ ...file, text: file.text.replace(" / (x[1] - 0.5)", "") })));
    const proof = await proveDraft(ines, address);
    await run(proof.id);
    const done = await selectProof(ines, address);
    expect(done).toMatchObject({ id: proof.id, state: "finished", problems: [] });
    expect(done!.of).toBeGreaterThan(0);
    expect(done!.done).toBe(done!.of);
    const { contentHash } = await selectPublishing(ines, address);
    const published = await publishDraft(ines, { ...address, contentHash });
    expect(published).toMatchObject({ ok: true, number: 1, isNew: true });
    expect(await publishDraft(ines, { ...address, contentHash })).toMatchObject({ ok: true, number: 1, isNew: false });
    expect(await db().auditEvent.count({ where: { action: "quiz.published", actorId: ines.personId } })).toBe(1);
    expect(await selectPublishing(ines, address)).toMatchObject({ same: true, current: { number: 1 }, changes: [] });
    expect(await startAttempt(ana, { ...address, idempotencyKey: "now-it-is-there" })).toMatchObject({ ok: true });
  });

  test("says what a changed draft would change, and who is at it", async () => {
    await save((files) =>
      files.map((file) => ({
        ...file,
        text: file.text.replace("{ mode: absolute, value: 0.001 }", "{ mode: absolute, value: 0.01 }"),
      })),
    );
    expect(await selectPublishing(ines, address)).toMatchObject({
      same: false,
      open: 1,
      changes: [{ id: "question-1", change: "changed" }],
    });
  });

  test("a run that is no longer wanted ends, and another may be asked for", async () => {
    const proof = await proveDraft(ines, address);
    await cancelProof(ines, address, proof.id);
    expect(await run(proof.id)).toBe("nothing-to-do");
    expect(await selectProof(ines, address, proof.id)).toMatchObject({ state: "cancelled" });
    expect((await proveDraft(ines, address)).id).not.toBe(proof.id);
  });

  test("a worker that stops in the middle leaves the run to another one", async () => {
    const proof = await selectProof(ines, address);
    const stop = new AbortController();
    const first = run(proof!.id, stop.signal);
    stop.abort(new Error("the worker stops"));
    await expect(first).rejects.toThrow();
    expect(await run(proof!.id)).toBe("proved");
    expect(await selectProof(ines, address, proof!.id)).toMatchObject({ state: "finished", problems: [] });
  });

  test("is for instructors", async () => {
    for (const [actor, refusal] of [
      [ta, Forbidden],
      [ana, Forbidden],
    ] as const) {
      await expect(proveDraft(actor, address)).rejects.toThrow(refusal);
      await expect(selectPublishing(actor, address)).rejects.toThrow(refusal);
      await expect(publishDraft(actor, { ...address, contentHash: "0" })).rejects.toThrow(refusal);
    }
  });
});
