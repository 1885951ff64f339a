import type { Prisma } from "../../generated/prisma/client.ts";
import { type Localised, localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can, type Role } from "../can.ts";
import { db } from "../db.ts";
import { groupAt, ownSubmissions, type Stay, selectStays } from "../groups.ts";
import { standing, viewingOf } from "../projects/standing.ts";
import { listQuizzes, type QuizCard } from "../quizzes/cards.ts";
import type { ScheduleState } from "../schedule.ts";
import { rowParts, shownScore, stateOf } from "../submissions/rows.ts";
import type { LiveState } from "../submissions/state.ts";
import { selectEnrolled } from "./enrolled.ts";

export interface CourseCard {
  slug: string;
  title: Localised;
  timeZone: string;
  /** null: a site admin without an enrolment */
  role: Role | null;
  /** projects that can be handed in now, the soonest deadline first */
  nextDeadlines: { projectSlug: string; title: Localised; schedule: ScheduleState }[];
  /** quizzes that can be taken now, the soonest end first */
  openQuizzes: QuizCard[];
}

export interface CoursePage {
  slug: string;
  title: Localised;
  timeZone: string;
  role: Role | null;
  projects: {
    slug: string;
    title: Localised;
    maxScore: number;
    schedule: ScheduleState;
    /** of the actor or the actor's group; null before the first one */
    latest: {
      id: string;
      number: number;
      receivedAt: string;
      state: LiveState;
      /** of the report; null until graded */
      status: string | null;
      score: number | null;
      shownMaxScore: number | null;
      /** of the version that it was graded with */
      maxScore: number;
    } | null;
  }[];
  quizzes: QuizCard[];
  can: { seeSubmissions: boolean; publish: boolean; editQuizzes: boolean; markQuizzes: boolean };
}

export interface RecentSubmission {
  id: string;
  number: number;
  courseSlug: string;
  courseTitle: Localised;
  projectSlug: string;
  projectTitle: Localised;
  receivedAt: string;
  timeZone: string;
  state: LiveState;
  /** of the report; null until graded */
  status: string | null;
  /** what the viewer may see of the score; null until graded */
  score: number | null;
  shownMaxScore: number | null;
  maxScore: number;
}

const projectParts = {
  currentVersion: { select: { title: true, maxScore: true } },
  schedule: { include: { overrides: true } },
} satisfies Prisma.ProjectInclude;
type StoredProject = Prisma.ProjectGetPayload<{ include: typeof projectParts }>;

/** The projects of a course that the actor may see at `now`, with the actor's schedule of each. */
function visibleProjects(
  actor: Actor,
  course: { role: Role | null; timeZone: string },
  projects: readonly StoredProject[],
  stays: readonly (Stay & { projectId: string })[],
  now: Date,
) {
  return projects.flatMap((project) => {
    if (!project.currentVersion) return [];
    const ofProject = stays.filter((stay) => stay.projectId === project.id);
    const whose = { personId: actor.personId, groupId: groupAt(ofProject, now) };
    const schedule = standing(project.schedule, whose, course.timeZone, now);
    const thing = { role: course.role, open: schedule.status !== "not-open" };
    if (!can(actor, "project.see", thing)) return [];
    return [
      {
        project,
        version: project.currentVersion,
        title: localised.parse(project.currentVersion.title),
        schedule,
        stays: ofProject,
      },
    ];
  });
}

function selectAllStays(actor: Actor) {
  return db().membership.findMany({
    where: { personId: actor.personId },
    select: { groupId: true, projectId: true, joinedAt: true, leftAt: true },
  });
}

/** The actor's courses, with what can be handed in now. A site admin sees every course. */
export async function listCourses(actor: Actor): Promise<CourseCard[]> {
  const now = new Date();
  const [courses, stays] = await Promise.all([
    db().course.findMany({
      where: { archivedAt: null, ...(actor.admin ? {} : { enrolments: { some: { personId: actor.personId } } }) },
      orderBy: { createdAt: "desc" },
      include: {
        enrolments: { where: { personId: actor.personId } },
        projects: { orderBy: { position: "asc" }, include: projectParts },
      },
    }),
    selectAllStays(actor),
  ]);
  const places = courses.map(({ id, timeZone, enrolments }) => ({ id, timeZone, role: enrolments[0]?.role ?? null }));
  const quizzes = await listQuizzes(actor, places, now);
  return courses.map((course) => {
    const role = course.enrolments[0]?.role ?? null;
    const card = { role, timeZone: course.timeZone };
    return {
      slug: course.slug,
      title: localised.parse(course.title),
      ...card,
      nextDeadlines: visibleProjects(actor, card, course.projects, stays, now)
        .filter(({ schedule }) => schedule.status === "open" || schedule.status === "late")
        .map(({ project, title, schedule }) => ({ projectSlug: project.slug, title, schedule }))
        .sort((a, b) => a.schedule.dueAt.localeCompare(b.schedule.dueAt)),
      openQuizzes: (quizzes.get(course.id) ?? [])
        .filter(({ published, schedule }) => published && schedule.status === "open")
        .sort((a, b) => a.schedule.dueAt.localeCompare(b.schedule.dueAt)),
    };
  });
}

/** One course with its projects. @throws NotFound */
export async function selectCourse(actor: Actor, courseSlug: string): Promise<CoursePage> {
  const now = new Date();
  const course = await selectEnrolled(actor, courseSlug);
  const [projects, stays, quizzes] = await Promise.all([
    db().project.findMany({ where: { courseId: course.id }, orderBy: { position: "asc" }, include: projectParts }),
    selectAllStays(actor),
    listQuizzes(actor, [course], now),
  ]);
  const everything = can(actor, "submission.see-whole-report", course);
  return {
    slug: course.slug,
    title: course.title,
    timeZone: course.timeZone,
    role: course.role,
    projects: await Promise.all(
      visibleProjects(actor, course, projects, stays, now).map(async (visible) => {
        const { project, version, title, schedule } = visible;
        const latest = await db().submission.findFirst({
          where: { projectId: project.id, ...ownSubmissions(actor.personId, visible.stays) },
          orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
          include: rowParts,
        });
        const shown =
          latest && shownScore(latest.report, viewingOf(project.schedule, course.timeZone, now, everything));
        return {
          slug: project.slug,
          title,
          maxScore: version.maxScore,
          schedule,
          latest: latest && {
            id: latest.id,
            number: latest.number,
            receivedAt: latest.receivedAt.toISOString(),
            state: await stateOf(db(), latest),
            status: latest.report?.status ?? null,
            score: shown?.score ?? null,
            shownMaxScore: shown?.shownMaxScore ?? null,
            maxScore: latest.report?.maxScore ?? latest.version.maxScore,
          },
        };
      }),
    ),
    quizzes: quizzes.get(course.id) ?? [],
    can: {
      seeSubmissions: can(actor, "submission.list", course),
      publish: can(actor, "project.publish", course),
      editQuizzes: can(actor, "quiz.edit", course),
      markQuizzes: can(actor, "quiz.mark", course),
    },
  };
}

/** The last hand-ins of the actor and the actor's groups, newest first. */
export async function listRecentSubmissions(actor: Actor, limit = 10): Promise<RecentSubmission[]> {
  const now = new Date();
  const stays = await selectStays(db(), actor.personId);
  const stored = await db().submission.findMany({
    where: {
      ...ownSubmissions(actor.personId, stays),
      project: { course: { archivedAt: null, enrolments: { some: { personId: actor.personId } } } },
    },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: limit,
    include: {
      ...rowParts,
      version: { select: { title: true, maxScore: true } },
      project: {
        include: {
          schedule: { include: { overrides: true } },
          course: { include: { enrolments: { where: { personId: actor.personId } } } },
        },
      },
    },
  });
  return Promise.all(
    stored.map(async (submission) => {
      const { project, version } = submission;
      const role = project.course.enrolments[0]?.role ?? null;
      const everything = can(actor, "submission.see-whole-report", { role });
      const shown = shownScore(
        submission.report,
        viewingOf(project.schedule, project.course.timeZone, now, everything),
      );
      return {
        id: submission.id,
        number: submission.number,
        courseSlug: project.course.slug,
        courseTitle: localised.parse(project.course.title),
        projectSlug: project.slug,
        projectTitle: localised.parse(version.title),
        receivedAt: submission.receivedAt.toISOString(),
        timeZone: project.course.timeZone,
        state: await stateOf(db(), submission),
        status: submission.report?.status ?? null,
        score: shown?.score ?? null,
        shownMaxScore: shown?.shownMaxScore ?? null,
        maxScore: submission.report?.maxScore ?? version.maxScore,
      };
    }),
  );
}
