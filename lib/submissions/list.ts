import { z } from "zod";
import type { Prisma } from "../../generated/prisma/client.ts";
import { type Localised, localised, type Report, type Verdict, verdictSchema } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { selectEnrolled } from "../courses/enrolled.ts";
import { db } from "../db.ts";
import { Forbidden } from "../errors.ts";
import { latenessOf } from "../projects/standing.ts";
import { countSubmissions, mostCounted } from "./count.ts";
import { matching, type SubmissionFilter } from "./list-filter.ts";
import { beyond, type Cursor, ordered, orderOf, type Place, readCursor, type Sort, writeCursor } from "./list-order.ts";
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
  /** codes of the diagnoses of its checks */
  diagnoses: string[];
}

export interface ListQuery extends SubmissionFilter {
  sort?: Sort;
  /** `next` or `previous` of another page */
  cursor?: string;
  /** rows in a page, 50 by default, 200 at most */
  limit?: number;
}

export interface SubmissionList {
  rows: ListedSubmission[];
  /** how many there are in all, and which of them, from 1, the first row is; null where these are more than `mostCounted` */
  total: number | null;
  from: number | null;
  /** null on the first page */
  previous: string | null;
  /** null on the last page */
  next: string | null;
  projects: { slug: string; title: Localised }[];
  /** codes of the course's newest reports with the number of hand-ins that have them, most frequent first */
  diagnoses: { code: string; count: number }[];
}

const statusSchema = z.enum(["graded", "compile_error", "rejected", "internal_error"]);

/** The diagnoses that occur among the newest hand-ins of a course, for choosing one. */
async function selectDiagnoses(courseId: string): Promise<SubmissionList["diagnoses"]> {
  return await db().$queryRaw<SubmissionList["diagnoses"]>`
    SELECT code, count(*)::int AS count
    FROM (
      SELECT report_id FROM submissions WHERE course_id = ${courseId}::uuid
      ORDER BY received_at DESC, id DESC LIMIT ${mostCounted}
    ) AS newest JOIN reports ON reports.id = newest.report_id, unnest(reports.diagnoses) AS code
    GROUP BY code ORDER BY count DESC, code`;
}

const listedParts = {
  ...rowParts,
  report: { select: { ...rowParts.report.select, verdicts: true, diagnoses: true } },
  version: { select: { title: true, maxScore: true } },
  owner: { select: { name: true } },
  group: { include: { memberships: { include: { person: { select: { name: true } } } } } },
  project: { select: { slug: true, schedule: { include: { overrides: true } } } },
} satisfies Prisma.SubmissionInclude;

type Stored = Prisma.SubmissionGetPayload<{ include: typeof listedParts }>;

const placeOf = ({ receivedAt, report, id }: Stored): Place => ({ at: receivedAt, score: report?.score ?? null, id });

/** The rows of the page that a cursor begins or ends, in the order of the list, and whether there are more beyond it. */
async function readPage(where: Prisma.SubmissionWhereInput, sort: Sort, cursor: Cursor | null, limit: number) {
  const towards = cursor?.towards ?? "end";
  const found = await db().submission.findMany({
    where: { AND: [where, ordered(sort), cursor ? beyond(sort, cursor) : {}] },
    orderBy: orderOf(sort, towards),
    take: limit + 1,
    include: listedParts,
  });
  const rows = found.slice(0, limit);
  return { rows: towards === "end" ? rows : rows.reverse(), more: found.length > limit };
}

/**
 * The submissions of a course, for its staff.
 * @throws Forbidden for students, NotFound for strangers
 */
export async function listSubmissions(
  actor: Actor,
  courseSlug: string,
  query: ListQuery = {},
): Promise<SubmissionList> {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "submission.list", course)) throw new Forbidden(`submissions of ${courseSlug}`);
  const limit = Math.min(200, Math.max(1, query.limit ?? 50));
  const sort = query.sort ?? "newest";
  const where = await matching(course.id, query);
  let cursor = readCursor(query.cursor);
  let page = await readPage(where, sort, cursor, limit);
  // too few on the way back to fill a page: the first page, whole
  if (cursor?.towards === "beginning" && !page.more) {
    cursor = null;
    page = await readPage(where, sort, cursor, limit);
  }
  const [first, last] = [page.rows[0], page.rows.at(-1)];
  const count = (some: Prisma.SubmissionWhereInput) => countSubmissions({ AND: [where, ordered(sort), some] });
  const [total, before, diagnoses, projects] = await Promise.all([
    count({}),
    first && cursor ? count(beyond(sort, { ...placeOf(first), towards: "beginning" })) : 0,
    selectDiagnoses(course.id),
    db().project.findMany({
      where: { courseId: course.id, currentVersion: { isNot: null } },
      orderBy: { position: "asc" },
      select: { slug: true, currentVersion: { select: { title: true } } },
    }),
  ]);
  return {
    rows: await Promise.all(
      page.rows.map(async (stored) => {
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
          diagnoses: report?.diagnoses ?? [],
        };
      }),
    ),
    total,
    from: before === null ? null : before + 1,
    previous: first && before !== 0 ? writeCursor({ ...placeOf(first), towards: "beginning" }) : null,
    next:
      last && (page.more || cursor?.towards === "beginning") ? writeCursor({ ...placeOf(last), towards: "end" }) : null,
    diagnoses,
    projects: projects.map(({ slug, currentVersion }) => ({ slug, title: localised.parse(currentVersion!.title) })),
  };
}
