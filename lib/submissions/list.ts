import { z } from "zod";
import type { Prisma } from "../../generated/prisma/client.ts";
import { type Localised, localised, type Report, type Verdict, verdictSchema } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { selectEnrolled } from "../courses/enrolled.ts";
import { db } from "../db.ts";
import { Forbidden } from "../errors.ts";
import { latenessOf } from "../projects/standing.ts";
import { rowParts, stateOf } from "./rows.ts";
import type { LiveState } from "./state.ts";

export interface ListedSubmission {
  id: string;
  number: number;
  projectSlug: string;
  projectTitle: Localised;
  /** the person, or the members of the group when it was received */
  members: string[];
  submittedBy: string;
  receivedAt: string;
  state: LiveState;
  status: Report["status"] | null;
  score: number | null;
  maxScore: number;
  lateDays: number;
  penaltyPercent: number;
  /** verdicts that occur among its checks, other than accepted */
  verdicts: Verdict[];
}

export interface SubmissionFilter {
  /** slug */
  project?: string;
  /** part of a name or e-mail */
  person?: string;
  status?: Report["status"] | "pending";
  /** some check of it ended so */
  verdict?: Verdict;
  /** newest first by default; by score, only what has one */
  sort?: "newest" | "oldest" | "score-ascending" | "score-descending";
  /** `next` of the page before */
  cursor?: string;
  /** rows in a page, 50 by default, 200 at most */
  limit?: number;
}

export interface SubmissionList {
  rows: ListedSubmission[];
  /** null on the last page */
  next: string | null;
  projects: { slug: string; title: Localised }[];
}

const statusSchema = z.enum(["graded", "compile_error", "rejected", "internal_error"]);
const cursorSchema = z.object({ at: z.coerce.date(), score: z.number().nullable(), id: z.uuid() });
type Cursor = z.infer<typeof cursorSchema>;

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url");

/** A cursor comes back through an address bar: one that cannot be read begins at the first page. */
function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

type Sort = NonNullable<SubmissionFilter["sort"]>;

const orders: Record<Sort, Prisma.SubmissionOrderByWithRelationInput[]> = {
  newest: [{ receivedAt: "desc" }, { id: "desc" }],
  oldest: [{ receivedAt: "asc" }, { id: "asc" }],
  "score-ascending": [{ report: { score: "asc" } }, { id: "asc" }],
  "score-descending": [{ report: { score: "desc" } }, { id: "desc" }],
};

/** Rows after a cursor in the order `sort`: a page costs the same however deep it lies. */
function after(sort: Sort, cursor: Cursor | null): Prisma.SubmissionWhereInput {
  const byScore = sort.startsWith("score") ? { reportId: { not: null } } : {};
  if (!cursor) return byScore;
  const past = sort === "newest" || sort === "score-descending" ? "lt" : "gt";
  if (sort === "newest" || sort === "oldest") {
    return { OR: [{ receivedAt: { [past]: cursor.at } }, { receivedAt: cursor.at, id: { [past]: cursor.id } }] };
  }
  const score = cursor.score ?? 0;
  return {
    ...byScore,
    OR: [{ report: { score: { [past]: score } } }, { report: { score }, id: { [past]: cursor.id } }],
  };
}

function ofStatus(status: SubmissionFilter["status"]): Prisma.SubmissionWhereInput {
  if (!status) return {};
  if (status === "pending") return { reportId: null, jobs: { none: { failedAt: { not: null } } } };
  if (status === "internal_error") return { reportId: null, jobs: { some: { failedAt: { not: null } } } };
  return { report: { status } };
}

function ofPerson(text: string | undefined): Prisma.SubmissionWhereInput {
  if (!text?.trim()) return {};
  const contains = { contains: text.trim(), mode: "insensitive" } as const;
  const person: Prisma.PersonWhereInput = { OR: [{ name: contains }, { email: contains }] };
  return { OR: [{ submittedBy: person }, { owner: person }, { group: { memberships: { some: { person } } } }] };
}

/**
 * The submissions of a course, for its staff.
 * @throws Forbidden for students, NotFound for strangers
 */
export async function listSubmissions(
  actor: Actor,
  courseSlug: string,
  filter: SubmissionFilter = {},
): Promise<SubmissionList> {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "submission.list", course)) throw new Forbidden(`submissions of ${courseSlug}`);
  const limit = Math.min(200, Math.max(1, filter.limit ?? 50));
  const sort = filter.sort ?? "newest";
  const [found, projects] = await Promise.all([
    db().submission.findMany({
      where: {
        courseId: course.id,
        AND: [
          filter.project ? { project: { slug: filter.project } } : {},
          ofPerson(filter.person),
          ofStatus(filter.status),
          filter.verdict ? { report: { verdicts: { has: filter.verdict } } } : {},
          after(sort, readCursor(filter.cursor)),
        ],
      },
      orderBy: orders[sort],
      take: limit + 1,
      include: {
        ...rowParts,
        report: { select: { ...rowParts.report.select, verdicts: true } },
        version: { select: { title: true, maxScore: true } },
        owner: { select: { name: true } },
        group: { include: { memberships: { include: { person: { select: { name: true } } } } } },
        project: { select: { slug: true, schedule: { include: { overrides: true } } } },
      },
    }),
    db().project.findMany({
      where: { courseId: course.id, currentVersion: { isNot: null } },
      orderBy: { position: "asc" },
      select: { slug: true, currentVersion: { select: { title: true } } },
    }),
  ]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await Promise.all(
      page.map(async (stored) => {
        const { owner, group, receivedAt, report, version, project } = stored;
        const state = await stateOf(db(), stored);
        return {
          id: stored.id,
          number: stored.number,
          projectSlug: project.slug,
          projectTitle: localised.parse(version.title),
          members: owner
            ? [owner.name]
            : (group?.memberships ?? [])
                .filter((stay) => stay.joinedAt <= receivedAt && (stay.leftAt === null || stay.leftAt > receivedAt))
                .map(({ person }) => person.name),
          submittedBy: stored.submittedBy.name,
          receivedAt: receivedAt.toISOString(),
          state,
          status: report
            ? statusSchema.parse(report.status)
            : state.kind === "internal_error"
              ? "internal_error"
              : null,
          score: report?.score ?? null,
          maxScore: report?.maxScore ?? version.maxScore,
          ...latenessOf(project.schedule, stored, course.timeZone),
          verdicts: z
            .array(verdictSchema)
            .parse(report?.verdicts ?? [])
            .filter((verdict) => verdict !== "accepted"),
        };
      }),
    ),
    next:
      found.length > limit && last
        ? writeCursor({ at: last.receivedAt, score: last.report?.score ?? null, id: last.id })
        : null,
    projects: projects.map(({ slug, currentVersion }) => ({ slug, title: localised.parse(currentVersion!.title) })),
  };
}
