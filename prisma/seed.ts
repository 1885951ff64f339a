/**
 * The demonstration: course T320 as it lies in courses/, accounts for every role, a group of three, one hand-in with mistakes,
 * which the worker grades when it starts, a quiz that is open and one that a class has taken. May be run again: what is there already stays as it is.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { recordAudit } from "../lib/audit.ts";
import { toActor } from "../lib/auth/actor.ts";
import { hashPassword } from "../lib/auth/password.ts";
import { requestProof } from "../lib/courses/proofs.ts";
import { publishCourse } from "../lib/courses/publish.ts";
import { db } from "../lib/db.ts";
import {
  demonstrationAccounts,
  demonstrationGroup,
  demonstrationPassword,
  demonstrationSubmitter,
} from "../lib/people/demonstration.ts";
import { closeQueue } from "../lib/queue.ts";
import { submit } from "../lib/submissions/submit.ts";
import { seedQuizResults } from "./seed-quizzes.ts";

const folder = path.resolve(import.meta.dirname, "..", "courses", "t320");
const projectSlug = "project-2";

/** What is published here without a proof gets one from the worker, so that it can be published again after a change. */
async function seedProofs(courseId: string): Promise<void> {
  const projects = await db().project.findMany({
    where: { courseId, currentVersion: { proofs: { none: {} } } },
    select: { currentVersionId: true },
  });
  for (const { currentVersionId } of projects)
    await db().$transaction((tx) => requestProof(tx, currentVersionId!, null));
}

async function seedPeople(courseId: string): Promise<void> {
  for (const { email, name, role, locale } of demonstrationAccounts) {
    if (await db().person.findUnique({ where: { email } })) continue;
    const passwordHash = await hashPassword(demonstrationPassword);
    await db().$transaction(async (tx) => {
      const person = await tx.person.create({ data: { email, name, locale, passwordHash } });
      await tx.enrolment.create({ data: { courseId, personId: person.id, role } });
      const event = { actorId: null, courseId, thing: "person", thingId: person.id };
      await recordAudit(tx, { ...event, action: "person.created", details: { demonstration: true } });
      await recordAudit(tx, { ...event, action: "role.changed", details: { role } });
    });
  }
}

async function seedGroup(courseId: string): Promise<void> {
  const { name, members } = demonstrationGroup;
  const project = await db().project.findUniqueOrThrow({ where: { courseId_slug: { courseId, slug: projectSlug } } });
  if (await db().workGroup.findUnique({ where: { projectId_name: { projectId: project.id, name } } })) return;
  const people = await db().person.findMany({ where: { email: { in: members } } });
  await db().$transaction(async (tx) => {
    const group = await tx.workGroup.create({ data: { projectId: project.id, name } });
    for (const person of people) {
      const joinedAt = new Date();
      await tx.membership.create({ data: { groupId: group.id, projectId: project.id, personId: person.id, joinedAt } });
      await recordAudit(tx, {
        actorId: null,
        courseId,
        action: "group.joined",
        thing: "group",
        thingId: group.id,
        details: { personId: person.id },
      });
    }
  });
}

async function seedSubmission(): Promise<void> {
  const person = await db().person.findUniqueOrThrow({ where: { email: demonstrationSubmitter } });
  if (await db().submission.findFirst({ where: { submittedById: person.id } })) return;
  const place = path.join(folder, "demonstration");
  const names = await readdir(place);
  const files = await Promise.all(
    names.map(async (name) => ({ path: name, bytes: await readFile(path.join(place, name)) })),
  );
  const submitted = await submit(toActor(person), {
    courseSlug: "t320",
    projectSlug,
    idempotencyKey: "demonstration",
    files,
  });
  if (!submitted.ok) throw new Error(`the demonstration's hand-in was refused: ${submitted.message.en}`);
}

const courseId = await publishCourse(folder, new Date());
await seedProofs(courseId);
await seedPeople(courseId);
await seedGroup(courseId);
await seedSubmission();
await seedQuizResults(courseId, "part-v");
await closeQueue();
await db().$disconnect();
