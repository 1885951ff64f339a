import { z } from "zod";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Quiz } from "../../grader/quiz/quiz.ts";
import { quizSchema } from "../../grader/quiz/quiz.ts";
import { type Localised, localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { db } from "../db.ts";
import type { ScheduleState } from "../schedule.ts";
import { type QuizAddress, selectForStaff } from "./authoring/access.ts";
import type { Releasable } from "./release.ts";
import { quizStanding } from "./standing.ts";
import { countingScore, type GradedAttempt } from "./totals.ts";

export interface ResultAttempt {
  id: string;
  number: number;
  startedAt: string;
  endsAt: string | null;
  handedInAt: string | null;
  endedBy: string | null;
  score: number | null;
  maxScore: number;
  /** nothing waits for a person or for the grader */
  complete: boolean;
  graded: boolean;
  /** graded with the key of a later version */
  regraded: boolean;
  version: number;
}

export interface ResultRow {
  personId: string;
  name: string;
  email: string;
  attempts: ResultAttempt[];
  /** by the quiz's rule for several attempts; null while none is graded */
  score: number | null;
  extraMinutes: number;
  extraAttempts: number;
  /** dates of this person's own, as they hold now; null: everybody's */
  opensAt: string | null;
  closesAt: string | null;
}

export const resultStates = ["not-started", "open", "waiting", "done"] as const;
export interface ResultsFilter {
  /** part of a name or e-mail */
  person?: string | undefined;
  /** waiting: something of it waits for a person or for the grader */
  state?: (typeof resultStates)[number] | undefined;
  /** `next` of the page before */
  cursor?: string | undefined;
}

export interface ResultsPage {
  title: Localised;
  course: { slug: string; title: Localised; timeZone: string };
  /** of everybody who has no date of their own */
  schedule: ScheduleState;
  maxScore: number;
  counts: Quiz["attempts"]["counts"];
  reveal: Quiz["reveal"];
  timeLimit: number | null;
  released: Record<Releasable, string | null>;
  summary: { people: number; started: number; open: number; ended: number; waiting: number; mean: number | null };
  rows: ResultRow[];
  /** null on the last page */
  next: string | null;
  can: { release: boolean; changeTime: boolean; regrade: boolean; mark: boolean; analyse: boolean; edit: boolean };
}

const pageSize = 50;
const cursorSchema = z.object({ name: z.string().max(500), id: z.uuid() });

/** A cursor comes back through an address bar: one that cannot be read begins at the first page. */
function readCursor(text: string | undefined): z.infer<typeof cursorSchema> | null {
  if (!text) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

const writeCursor = (cursor: z.infer<typeof cursorSchema>) => Buffer.from(JSON.stringify(cursor)).toString("base64url");

function ofState(quizId: string, state: ResultsFilter["state"]): Prisma.PersonWhereInput {
  const own = { quizId, preview: false };
  switch (state) {
    case "not-started":
      return { attempts: { none: own } };
    case "open":
      return { attempts: { some: { ...own, handedInAt: null } } };
    case "waiting":
      return { attempts: { some: { ...own, handedInAt: { not: null }, complete: false } } };
    case "done":
      return { attempts: { some: { ...own, complete: true, gradedAt: { not: null } } } };
    default:
      return {};
  }
}

const attemptColumns = {
  id: true,
  number: true,
  startedAt: true,
  endsAt: true,
  handedInAt: true,
  endedBy: true,
  score: true,
  maxScore: true,
  complete: true,
  gradedAt: true,
  gradedVersionId: true,
  version: { select: { number: true } },
} satisfies Prisma.QuizAttemptSelect;

function toAttempt(stored: Prisma.QuizAttemptGetPayload<{ select: typeof attemptColumns }>): ResultAttempt {
  const { startedAt, endsAt, handedInAt, gradedAt, gradedVersionId, version, ...rest } = stored;
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    handedInAt: handedInAt?.toISOString() ?? null,
    graded: gradedAt !== null,
    regraded: gradedVersionId !== null,
    version: version.number,
  };
}

const ownDates = (standing: ScheduleState | null) => ({
  opensAt: standing?.opensAt ?? null,
  closesAt: standing?.closesAt ?? null,
});

/** Students of the course, and whoever else has an attempt that counts. */
const everybody = (courseId: string, quizId: string): Prisma.PersonWhereInput => ({
  OR: [{ enrolments: { some: { courseId, role: "student" } } }, { attempts: { some: { quizId, preview: false } } }],
});

/** Figures over everybody: no answers and no results are read. */
async function summarise(courseId: string, quizId: string, counts: Quiz["attempts"]["counts"], maxScore: number) {
  const own = { quizId, preview: false };
  const [people, started, open, ended, waiting, graded] = await Promise.all([
    db().person.count({ where: everybody(courseId, quizId) }),
    db().quizAttempt.groupBy({ by: ["personId"], where: own }),
    db().quizAttempt.count({ where: { ...own, handedInAt: null } }),
    db().quizAttempt.count({ where: { ...own, handedInAt: { not: null } } }),
    db().quizAttempt.count({ where: { ...own, handedInAt: { not: null }, complete: false } }),
    db().quizAttempt.findMany({
      where: { ...own, gradedAt: { not: null } },
      select: { personId: true, number: true, score: true, maxScore: true },
    }),
  ]);
  const perPerson = new Map<string, GradedAttempt[]>();
  for (const { personId, number, score, maxScore } of graded) {
    const mine = perPerson.get(personId) ?? [];
    mine.push({ number, score: score ?? 0, maxScore });
    perPerson.set(personId, mine);
  }
  const scores = [...perPerson.values()].map((attempts) => countingScore(counts, attempts, maxScore)!);
  const mean = scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { people, started: started.length, open, ended, waiting, mean };
}

/**
 * Everybody's results of a quiz, for its staff, page by page in the order of names.
 * @throws NotFound, Forbidden
 */
export async function selectResults(
  actor: Actor,
  address: QuizAddress,
  filter: ResultsFilter = {},
): Promise<ResultsPage> {
  const { course, quiz } = await selectForStaff(actor, address, "quiz.analyse");
  const [version, overrides] = await Promise.all([
    quiz.currentVersionId ? db().quizVersion.findUnique({ where: { id: quiz.currentVersionId } }) : null,
    db().override.findMany({ where: { scheduleId: quiz.scheduleId, personId: { not: null } } }),
  ]);
  const definition = version ? quizSchema.parse(version.definition) : null;
  const counts = definition?.attempts.counts ?? "best";
  const maxScore = version?.maxScore ?? 0;
  const after = readCursor(filter.cursor);
  const contains = { contains: filter.person?.trim() ?? "", mode: "insensitive" } as const;
  const [found, summary] = await Promise.all([
    db().person.findMany({
      where: {
        AND: [
          everybody(course.id, quiz.id),
          filter.person?.trim() ? { OR: [{ name: contains }, { email: contains }] } : {},
          ofState(quiz.id, filter.state),
          after ? { OR: [{ name: { gt: after.name } }, { name: after.name, id: { gt: after.id } }] } : {},
        ],
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: pageSize + 1,
      select: {
        id: true,
        name: true,
        email: true,
        attempts: {
          where: { quizId: quiz.id, preview: false },
          orderBy: { number: "asc" },
          select: attemptColumns,
        },
        quizAllowances: { where: { quizId: quiz.id } },
      },
    }),
    summarise(course.id, quiz.id, counts, maxScore),
  ]);
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  const now = new Date();
  const released = (at: Date | null) => at?.toISOString() ?? null;
  return {
    title: localised.parse(quiz.title),
    course: { slug: course.slug, title: course.title, timeZone: course.timeZone },
    schedule: quizStanding({ ...quiz.schedule, overrides: [] }, actor.personId, course.timeZone, now),
    maxScore,
    counts,
    reveal: definition?.reveal ?? { score: "never", feedback: "never", solution: "never" },
    timeLimit: definition?.timeLimit ?? null,
    released: {
      score: released(quiz.scoreReleasedAt),
      feedback: released(quiz.feedbackReleasedAt),
      solution: released(quiz.solutionReleasedAt),
    },
    summary,
    rows: page.map(({ id, name, email, attempts, quizAllowances }) => {
      const mine = overrides.filter(({ personId }) => personId === id);
      const graded = attempts.filter((each) => each.gradedAt !== null);
      return {
        personId: id,
        name,
        email,
        attempts: attempts.map(toAttempt),
        score: countingScore(
          counts,
          graded.map((each) => ({ ...each, score: each.score ?? 0 })),
          maxScore,
        ),
        extraMinutes: quizAllowances[0]?.extraMinutes ?? 0,
        extraAttempts: quizAllowances[0]?.extraAttempts ?? 0,
        ...ownDates(
          mine.length > 0 ? quizStanding({ ...quiz.schedule, overrides: mine }, id, course.timeZone, now) : null,
        ),
      };
    }),
    next: found.length > pageSize && last ? writeCursor({ name: last.name, id: last.id }) : null,
    can: {
      release: can(actor, "quiz.release", course),
      changeTime: can(actor, "quiz.change-time", course),
      regrade: can(actor, "quiz.regrade", course),
      mark: can(actor, "quiz.mark", course),
      analyse: can(actor, "quiz.analyse", course),
      edit: can(actor, "quiz.edit", course),
    },
  };
}
