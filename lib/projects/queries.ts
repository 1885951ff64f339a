import { z } from "zod";
import { type Localised, localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can, type Role } from "../can.ts";
import { databaseClock } from "../clock.ts";
import { selectEnrolled } from "../courses/enrolled.ts";
import { db } from "../db.ts";
import { NotFound } from "../errors.ts";
import { groupAt, ownSubmissions, selectStays } from "../groups.ts";
import type { ScheduleState } from "../schedule.ts";
import { rowParts, type SubmissionRow, toRow } from "../submissions/rows.ts";
import { type ExerciseOutline, outline } from "./outline.ts";
import { standing, viewingOf } from "./standing.ts";

export interface ProjectPage {
  course: { slug: string; title: Localised; timeZone: string };
  slug: string;
  title: Localised;
  role: Role | null;
  /** Markdown with KaTeX; sections of exercises start with `## <exercise id>` */
  statement: Localised;
  maxScore: number;
  exercises: ExerciseOutline[];
  schedule: ScheduleState;
  /** null for someone who hands in alone */
  group: { name: string; members: { personId: string; name: string }[] } | null;
  /** of the actor and the actor's group, newest first */
  submissions: SubmissionRow[];
  can: { submit: boolean; seeSubmissions: boolean };
}

const sourceFiles = z.array(z.object({ path: z.string(), text: z.string() }));

/** A project as `actor` meets it now. @throws NotFound also when it has not opened yet for the actor */
async function selectVisibleProject(actor: Actor, courseSlug: string, projectSlug: string, now: Date) {
  const course = await selectEnrolled(actor, courseSlug);
  const project = await db().project.findUnique({
    where: { courseId_slug: { courseId: course.id, slug: projectSlug } },
    include: { currentVersion: true, schedule: { include: { overrides: true } } },
  });
  if (!project?.currentVersion) throw new NotFound(`project ${projectSlug}`);
  const stays = await selectStays(db(), actor.personId, project.id);
  const groupId = groupAt(stays, now);
  const schedule = standing(project.schedule, { personId: actor.personId, groupId }, course.timeZone, now);
  const thing = { role: course.role, open: schedule.status !== "not-open" };
  if (!can(actor, "project.see", thing)) throw new NotFound(`project ${projectSlug}`);
  return { course, project, version: project.currentVersion, stays, groupId, schedule, thing };
}

export async function selectProjectPage(actor: Actor, courseSlug: string, projectSlug: string): Promise<ProjectPage> {
  const now = await databaseClock(db());
  const { course, project, version, stays, groupId, schedule, thing } = await selectVisibleProject(
    actor,
    courseSlug,
    projectSlug,
    now,
  );
  const everything = can(actor, "submission.see-whole-report", thing);
  const viewing = viewingOf(project.schedule, course.timeZone, now, everything);
  const [group, stored] = await Promise.all([
    groupId === null
      ? null
      : db().workGroup.findUniqueOrThrow({
          where: { id: groupId },
          include: {
            memberships: {
              where: { joinedAt: { lte: now }, OR: [{ leftAt: null }, { leftAt: { gt: now } }] },
              include: { person: { select: { name: true } } },
            },
          },
        }),
    db().submission.findMany({
      where: { projectId: project.id, ...ownSubmissions(actor.personId, stays) },
      orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      include: rowParts,
    }),
  ]);
  return {
    course: { slug: course.slug, title: course.title, timeZone: course.timeZone },
    slug: project.slug,
    title: localised.parse(version.title),
    role: course.role,
    statement: localised.parse(version.statement),
    maxScore: version.maxScore,
    exercises: outline(version.definition, everything),
    schedule,
    group: group && {
      name: group.name,
      members: group.memberships.map(({ personId, person }) => ({ personId, name: person.name })),
    },
    submissions: await Promise.all(stored.map((row) => toRow(db(), row, project.schedule, course.timeZone, viewing))),
    can: {
      submit: can(actor, "project.hand-in", thing) && (everything || schedule.status !== "closed"),
      seeSubmissions: can(actor, "submission.list", thing),
    },
  };
}

/** The files that a student starts from. */
export async function selectStarter(
  actor: Actor,
  courseSlug: string,
  projectSlug: string,
): Promise<{ path: string; text: string }[]> {
  const { version } = await selectVisibleProject(actor, courseSlug, projectSlug, await databaseClock(db()));
  return sourceFiles.parse(version.starter);
}
