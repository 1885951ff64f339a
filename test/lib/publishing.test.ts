import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { beginProof, giveUpProof, recordFailedProof } from "../../lib/courses/proofs.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { proveAgain, publishVersion } from "../../lib/courses/publish-version.ts";
import { type ProjectPublishing, selectPublishing } from "../../lib/courses/publishing.ts";
import { storeUpload } from "../../lib/courses/upload.ts";
import { db } from "../../lib/db.ts";
import { Forbidden, NotFound } from "../../lib/errors.ts";
import { proveJob } from "../../lib/grading/prove-job.ts";
import { openTools } from "../../lib/grading/tools.ts";
import { beginAttempt, publishReport } from "../../lib/submissions/publish.ts";
import { rejudgeOutdated } from "../../lib/submissions/rejudge-outdated.ts";
import { submit } from "../../lib/submissions/submit.ts";
import { provableProject, zipOf } from "../support/archives.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

startTestDatabase();
let teacher: Actor;
let ta: Actor;
let student: Actor;
let stranger: Actor;
let tools: Awaited<ReturnType<typeof openTools>>;

const under = (folder: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
const statement = (text: string) => ({ "statement.en.md": `# Steps\n\n## ex1 — A step\n\n${text}\n` });

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  teacher = await makePerson("Teacher", { courseId, role: "instructor" });
  ta = await makePerson("Assistant", { courseId, role: "ta" });
  student = await makePerson("Student", { courseId, role: "student" });
  stranger = await makePerson("Stranger", null);
  tools = await openTools();
});
afterAll(() => tools?.close());
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

async function upload(files: Record<string, string>) {
  const stored = await storeUpload(teacher, "small", zipOf(files));
  if (!stored.ok)
    throw new Error(`${stored.message.en} ${stored.messages.map((m) => `${m.file}: ${m.text}`).join("; ")}`);
  return stored.projects;
}
const project = async (slug: string): Promise<ProjectPublishing> => {
  const found = (await selectPublishing(teacher, "small")).projects.find((one) => one.slug === slug);
  if (!found) throw new Error(`no project ${slug}`);
  return found;
};
const version = async (slug: string, id: string) => (await project(slug)).versions.find((one) => one.id === id)!;
const waiting = async () =>
  await db().$queryRaw<{ id: string; priority: number }[]>`
    SELECT data->>'proofId' AS id, priority FROM pgboss.job WHERE data ? 'proofId' AND state < 'active'`;

/** Does what a worker does with the proofs that wait. */
async function work(): Promise<void> {
  for (const { id } of await waiting()) {
    const signal = new AbortController().signal;
    expect(await proveJob({ proofId: id, workerId: "machine/1/x", tools, signal })).toBe("proved");
  }
  await db().$executeRaw`DELETE FROM pgboss.job`;
}

const course = (folders: string[]) => `slug: small
title: { en: Small, pt-BR: Pequeno }
timeZone: America/Sao_Paulo
projects:
${folders.map((name) => `  - { folder: projects/${name}, slug: ${name}, opens: { days: -1, at: "08:00" }, due: { days: 7, at: "23:59" } }\n`).join("")}`;
const steps = (over: Record<string, string> = {}) => ({
  "course.yaml": course(["steps"]),
  ...under("projects/steps", provableProject("steps", over)),
});

describe("who may publish", () => {
  test.each([
    ["a student", () => student, Forbidden],
    ["a TA", () => ta, Forbidden],
    ["a stranger", () => stranger, NotFound],
  ])("not %s", async (_, who, refusal) => {
    await expect(storeUpload(who(), "small", zipOf(steps()))).rejects.toThrow(refusal);
    await expect(selectPublishing(who(), "small")).rejects.toThrow(refusal);
    const { id } = await db().projectVersion.findFirstOrThrow();
    await expect(publishVersion(who(), id, null)).rejects.toThrow(NotFound);
    await expect(proveAgain(who(), id)).rejects.toThrow(NotFound);
  });
});

describe("what is refused stores nothing, and says what to change", () => {
  const files = provableProject("steps");
  test.each<[string, Uint8Array, RegExp]>([
    ["no archive", new Uint8Array([1, 2, 3]), /not a .zip archive/],
    ["neither a course nor a project", zipOf({ "a.txt": "x" }), /neither a course.yaml nor a project.yaml/],
    ["a path that leads out", zipOf({ ...files, "../../evil.ts": "" }), /name is not taken/],
    ["a project that the course does not have", zipOf(provableProject("unheard-of")), /no project "unheard-of"/],
    [
      "another course",
      zipOf({ ...steps(), "course.yaml": course(["steps"]).replace("slug: small", "slug: other") }),
      /course "other"/,
    ],
    ["a broken course.yaml", zipOf({ ...steps(), "course.yaml": "slug: [" }), /course.yaml/],
    ["a project without a solution", zipOf({ ...steps(), "projects/steps/solution/solution.ts": "\0" }), /NUL/],
    [
      "a starter that no student could hand in",
      zipOf({ ...steps(), "projects/steps/starter/Solution.ts": "export {}" }),
      /same/,
    ],
    [
      "cases that would take a worker minutes",
      zipOf(steps({ "project.yaml": files["project.yaml"]!.replace("parameters: 5", "parameters: 500000") })),
      /at most 20000/,
    ],
  ])("%s", async (_, zip, why) => {
    const before = await db().projectVersion.count();
    const refused = await storeUpload(teacher, "small", zip);
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    expect(`${refused.message.en} ${refused.messages.map((m) => `${m.file}: ${m.text}`).join("; ")}`).toMatch(why);
    expect(await db().projectVersion.count()).toBe(before);
    expect(await waiting()).toEqual([]);
  });
});

test("a version is published only when it is proved, by the one who saw what it replaces; an older one can be published again", async () => {
  const [first] = await upload(steps());
  const firstId = first!.versionId;
  expect(first!.state).toBe("new");
  expect(await version("steps", firstId)).toMatchObject({
    mayPublish: false,
    proof: { state: "waiting" },
    isCurrent: false,
  });
  expect(await publishVersion(teacher, firstId, null)).toEqual({ ok: false, reason: "not-proved" });
  // students do not meet it yet
  await expect(
    submit(student, { courseSlug: "small", projectSlug: "steps", idempotencyKey: "too-early", files: [] }),
  ).rejects.toThrow(NotFound);

  await work();
  const proved = await version("steps", firstId);
  expect(proved).toMatchObject({ mayPublish: true, proof: { state: "proved", problems: 0, requestedBy: "Teacher" } });
  expect(proved.proof!.steps.map(({ name, found }) => [name, found?.problems.length])).toEqual([
    ["texts", 0],
    ["solution", 0],
    ["starter", 0],
    ["mutants", 0],
  ]);
  expect(await publishVersion(teacher, firstId, null)).toEqual({ ok: true });
  expect(await publishVersion(teacher, firstId, firstId)).toEqual({ ok: false, reason: "same" });

  // the same content again is the same version, and needs no second proof
  expect(await upload(steps())).toEqual([{ slug: "steps", versionId: firstId, state: "published" }]);
  expect(await waiting()).toEqual([]);

  const [second] = await upload(provableProject("steps", statement("Descend slowly.")));
  const secondId = second!.versionId;
  await work();
  expect((await version("steps", secondId)).changes).toMatchObject({
    statement: true,
    starter: false,
    solution: false,
    seed: false,
    changed: [],
    added: [],
    removed: [],
    maxScore: null,
  });
  expect(await publishVersion(teacher, secondId, null)).toEqual({ ok: false, reason: "changed" });
  expect(await publishVersion(teacher, secondId, firstId)).toEqual({ ok: true });
  expect(await publishVersion(teacher, firstId, secondId)).toEqual({ ok: true });

  const { currentVersionId, versions } = await project("steps");
  expect(currentVersionId).toBe(firstId);
  expect(versions[0]).toMatchObject({
    id: firstId,
    isCurrent: true,
    publications: [{ by: "Teacher" }, { by: "Teacher" }],
  });
  const { id } = await db().project.findFirstOrThrow({ where: { slug: "steps" } });
  const events = await db().auditEvent.findMany({ where: { thingId: id }, orderBy: { id: "asc" } });
  expect(events.map(({ action, actorId }) => [action, actorId])).toEqual(
    ["project.uploaded", "project.published", "project.uploaded", "project.published", "project.published"].map(
      (action) => [action, teacher.personId],
    ),
  );
});

test("two uploads of the same new project at once make it once", async () => {
  const files = { "course.yaml": course(["twice"]), ...under("projects/twice", provableProject("twice")) };
  const both = await Promise.all([upload(files), upload(files)]);
  expect(both.map(([one]) => one!.state).sort()).toEqual(["known", "new"]);
  expect(both[0]![0]!.versionId).toBe(both[1]![0]!.versionId);
  expect(await waiting()).toHaveLength(1);
});

test("a weak project is not published: each surviving mutant is named with a case that catches it", async () => {
  const weak = (await project("small")).versions[0]!;
  await proveAgain(teacher, weak.id);
  await work();
  const { proof, mayPublish } = await version("small", weak.id);
  expect(mayPublish).toBe(false);
  expect(proof).toMatchObject({ state: "problems" });
  const survivors = proof!.steps.flatMap(({ found }) => found?.problems ?? []).filter(({ code }) => code);
  expect(survivors.map(({ code }) => code)).toContain("softmax-diagonal-only");
  expect(survivors.every(({ probe }) => probe?.startsWith("- {"))).toBe(true);
});

test("hand-ins graded with an earlier version can be graded again, the last of each or all, once", async () => {
  const { currentVersionId } = await project("steps");
  const handIn = async (n: number) => {
    const bytes = new TextEncoder().encode(`export const n = ${n};\n`);
    const handed = await submit(student, {
      courseSlug: "small",
      projectSlug: "steps",
      idempotencyKey: `hand-in-${n}`,
      files: [{ path: "solution.ts", bytes }],
    });
    if (!handed.ok) throw new Error(handed.message.en);
    const job = await db().gradingJob.findFirstOrThrow({ where: { submissionId: handed.submissionId } });
    await beginAttempt(job.id, "machine/1/x", "0");
    await publishReport(job.id, {
      schema: "nabla.report/1",
      status: "graded",
      score: 0,
      maxScore: 2,
      engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
      messages: [],
      exercises: [],
    });
  };
  await handIn(1);
  await handIn(2);
  expect((await project("steps")).outdated).toEqual({ latest: 0, all: 0 });
  const [next] = await upload(provableProject("steps", statement("Descend at last.")));
  await work();
  expect(await publishVersion(teacher, next!.versionId, currentVersionId)).toEqual({ ok: true });
  expect((await project("steps")).outdated).toEqual({ latest: 1, all: 2 });

  await expect(rejudgeOutdated(student, "small", "steps", "all")).rejects.toThrow(Forbidden);
  expect(await rejudgeOutdated(teacher, "small", "steps", "latest")).toBe(1);
  expect((await project("steps")).outdated).toEqual({ latest: 0, all: 1 });
  expect(await rejudgeOutdated(teacher, "small", "steps", "all")).toBe(1);
  expect(await rejudgeOutdated(teacher, "small", "steps", "all")).toBe(0);
  const again = await db().gradingJob.findMany({ where: { reason: "rejudge", versionId: next!.versionId } });
  expect(again.map(({ lane }) => lane)).toEqual(["rejudge", "rejudge"]);
});

describe("a proof as a job", () => {
  const asked = async (text: string) => {
    const [stored] = await upload(provableProject("steps", statement(text)));
    const { id } = await db().projectProof.findFirstOrThrow({ where: { versionId: stored!.versionId } });
    return { versionId: stored!.versionId, proofId: id };
  };

  test("comes after every hand-in that is more urgent, and is not asked for twice", async () => {
    const { versionId } = await asked("once");
    await proveAgain(teacher, versionId);
    const proofs = await waiting();
    expect(proofs).toHaveLength(1);
    const handed = await submit(student, {
      courseSlug: "small",
      projectSlug: "steps",
      idempotencyKey: "practice-now",
      files: [{ path: "solution.ts", bytes: new TextEncoder().encode("export {};\n") }],
    });
    expect(handed.ok).toBe(true);
    const [job] = await db().$queryRaw<{ priority: number }[]>`
      SELECT priority FROM pgboss.job WHERE data ? 'jobId'`;
    expect(job!.priority).toBeGreaterThan(proofs[0]!.priority);
  });

  test("is retried when the fault is ours, given up at last, and then asked for anew", async () => {
    const { versionId, proofId } = await asked("faulty");
    const mine = { id: proofId, workerId: "machine/2/x" };
    for (const goesOn of [true, true, true, false]) {
      await beginProof(proofId, mine.workerId);
      expect(await recordFailedProof(mine, "SandboxFault: no box")).toBe(goesOn);
    }
    expect(await version("steps", versionId)).toMatchObject({ mayPublish: false, proof: { state: "failed" } });
    expect(await beginProof(proofId, mine.workerId)).toBeNull();
    await proveAgain(teacher, versionId);
    expect(await version("steps", versionId)).toMatchObject({ proof: { state: "waiting" } });
  });

  test("whose workers all died is given up by the queue", async () => {
    const { versionId, proofId } = await asked("dying");
    await beginProof(proofId, "machine/3/x");
    await giveUpProof(proofId);
    expect(await version("steps", versionId)).toMatchObject({ proof: { state: "failed" } });
  });

  test("of another grader does not count", async () => {
    const { versionId, proofId } = await asked("old grader");
    await work();
    expect((await version("steps", versionId)).mayPublish).toBe(true);
    await db().projectProof.update({ where: { id: proofId }, data: { graderVersion: "0.0.1" } });
    expect((await version("steps", versionId)).mayPublish).toBe(false);
    const { currentVersionId } = await project("steps");
    expect(await publishVersion(teacher, versionId, currentVersionId)).toEqual({ ok: false, reason: "not-proved" });
  });
});

test("quizzes in a course's archive are left out by name, with the way in for them", async () => {
  const quizzes =
    'quizzes:\n  - { folder: quizzes/part-v, slug: part-v, opens: { days: 0, at: "08:00" }, due: { days: 7, at: "23:59" } }\n';
  const stored = await storeUpload(teacher, "small", zipOf({ ...steps(), "course.yaml": course(["steps"]) + quizzes }));
  if (!stored.ok) throw new Error(stored.message.en);
  expect(stored.projects.map(({ slug }) => slug)).toEqual(["steps"]);
  expect(stored.messages.map(({ severity, text }) => `${severity}: ${text}`)).toEqual([
    expect.stringMatching(/^warning: The quiz quizzes\/part-v was left out.*New quiz/),
  ]);
  const alone = await storeUpload(teacher, "small", zipOf(steps()));
  expect(alone.ok && alone.messages).toEqual([]);
});
