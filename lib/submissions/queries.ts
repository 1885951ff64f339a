import { z } from "zod";
import type { SourceFile } from "../../grader/compile/types.ts";
import { projectSchema } from "../../grader/project.ts";
import { type Localised, localised, reportSchema, type Verdict } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { databaseClock } from "../clock.ts";
import { db } from "../db.ts";
import { NotFound } from "../errors.ts";
import { isOwn, selectStays } from "../groups.ts";
import { type ExerciseOutline, outline } from "../projects/outline.ts";
import { viewingOf } from "../projects/standing.ts";
import { redactReport, type Viewing, type VisibleReport } from "./redact.ts";
import { rejudgeOf, rowParts, type SubmissionRow, toRow } from "./rows.ts";
import type { LiveState } from "./state.ts";

export interface SubmissionPage extends SubmissionRow {
  course: { slug: string; title: Localised; timeZone: string };
  project: { slug: string; title: Localised };
  /** whose work it is: the person, or the members of the group when it was received */
  members: string[];
  viewer: "owner" | "staff";
  report: VisibleReport | null;
  /** what the rejudge is at that will replace the report; null when there is none under way */
  rejudge: LiveState | null;
  mayRejudge: boolean;
  /** decide about points that are held back */
  mayGrant: boolean;
  /** reports that this one replaced, newest first; for staff */
  earlierReports: { at: string; status: string; score: number; maxScore: number; graderVersion: string }[];
  /** titles and hints, for naming the report's exercises and checks */
  exercises: ExerciseOutline[];
  files: SourceFile[];
  /** the hand-in just before this one, for the difference; null for the first */
  previousFiles: { id: string; number: number; files: SourceFile[] } | null;
  /** what that hand-in's checks came to, as far as the viewer may see it; null while one of the two is not graded */
  previousVerdicts: Record<string, Verdict> | null;
  /** every hand-in of the same group or person to this project, newest first, this one included */
  history: SubmissionRow[];
}

const decode = (files: readonly { path: string; bytes: Uint8Array }[]): SourceFile[] =>
  files.map(({ path, bytes }) => ({ path, text: new TextDecoder().decode(bytes) }));

/** The verdicts of a report that its viewer may see, by check. */
async function selectVerdicts(reportId: string, viewing: Viewing): Promise<Record<string, Verdict>> {
  const { body } = await db().report.findUniqueOrThrow({ where: { id: reportId }, select: { body: true } });
  const checks = redactReport(reportSchema.parse(body), viewing).exercises.flatMap((exercise) => exercise.checks);
  return Object.fromEntries(
    checks.flatMap((check) => (check.shown === "nothing" ? [] : [[check.id, check.verdict] as const])),
  );
}

async function selectReplaced(submissionId: string, reportId: string | null) {
  const replaced = await db().report.findMany({
    where: { submissionId, ...(reportId && { id: { not: reportId } }) },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, status: true, score: true, maxScore: true, graderVersion: true },
  });
  return replaced.map(({ createdAt, ...rest }) => ({ at: createdAt.toISOString(), ...rest }));
}

/**
 * A submission as `actor` may see it at this instant.
 * @throws NotFound also when it is somebody else's
 */
export async function selectSubmission(actor: Actor, submissionId: string): Promise<SubmissionPage> {
  if (!z.uuid().safeParse(submissionId).success) throw new NotFound(`submission ${submissionId}`);
  const now = await databaseClock(db());
  const stored = await db().submission.findUnique({
    where: { id: submissionId },
    include: {
      ...rowParts,
      version: true,
      report: { include: { job: { select: { version: true } } } },
      files: { orderBy: { path: "asc" } },
      owner: { select: { name: true } },
      group: { include: { memberships: { include: { person: { select: { name: true } } } } } },
      project: {
        include: {
          schedule: { include: { overrides: true } },
          course: { include: { enrolments: { where: { personId: actor.personId } } } },
        },
      },
    },
  });
  if (!stored) throw new NotFound(`submission ${submissionId}`);
  const { project } = stored;
  // a rejudge is against the project as it was then
  const version = stored.report?.job.version ?? stored.version;
  const { course, schedule } = project;
  const stays = await selectStays(db(), actor.personId, project.id);
  const role = course.enrolments[0]?.role ?? null;
  const thing = { role, mine: isOwn(actor.personId, stays, stored) };
  if (!can(actor, "submission.see", thing)) throw new NotFound(`submission ${submissionId}`);

  const everything = can(actor, "submission.see-whole-report", thing);
  const viewing = viewingOf(schedule, course.timeZone, now, everything);
  const siblings = await db().submission.findMany({
    where: { projectId: project.id, groupId: stored.groupId, ownerId: stored.ownerId },
    orderBy: { number: "desc" },
    include: rowParts,
  });
  // someone who left a group sees its work up to then
  const visible = siblings.filter((sibling) => everything || isOwn(actor.personId, stays, sibling));
  const previous = visible.find(({ number }) => number < stored.number);
  const previousFiles = previous && {
    id: previous.id,
    number: previous.number,
    files: decode(
      await db().submittedFile.findMany({ where: { submissionId: previous.id }, orderBy: { path: "asc" } }),
    ),
  };
  const there = (stay: { joinedAt: Date; leftAt: Date | null }) =>
    stay.joinedAt <= stored.receivedAt && (stay.leftAt === null || stay.leftAt > stored.receivedAt);
  return {
    ...(await toRow(db(), stored, schedule, course.timeZone, viewing)),
    course: { slug: course.slug, title: localised.parse(course.title), timeZone: course.timeZone },
    project: { slug: project.slug, title: localised.parse(version.title) },
    members: stored.owner
      ? [stored.owner.name]
      : (stored.group?.memberships ?? []).filter(there).map(({ person }) => person.name),
    viewer: everything ? "staff" : "owner",
    report:
      stored.report &&
      redactReport(reportSchema.parse(stored.report.body), {
        ...viewing,
        feedback: projectSchema.parse(version.definition).feedback,
      }),
    rejudge: await rejudgeOf(db(), stored),
    mayRejudge: can(actor, "submission.rejudge", thing),
    mayGrant: can(actor, "submission.change-grade", thing),
    earlierReports: everything ? await selectReplaced(submissionId, stored.reportId) : [],
    exercises: outline(version.definition, everything),
    files: decode(stored.files),
    previousFiles: previousFiles ?? null,
    previousVerdicts: stored.report && previous?.reportId ? await selectVerdicts(previous.reportId, viewing) : null,
    history: await Promise.all(visible.map((sibling) => toRow(db(), sibling, schedule, course.timeZone, viewing))),
  };
}
