import type { Prisma } from "../../generated/prisma/client.ts";
import type { Report, Verdict } from "../../grader/report.ts";
import { db } from "../db.ts";

export interface SubmissionFilter {
  /** slug */
  project?: string;
  /** part of a name or e-mail of somebody whose work it is, or of a group's name */
  person?: string;
  status?: Report["status"] | "pending";
  /** some check of it ended so */
  verdict?: Verdict;
  /** some check of it has this diagnosis */
  diagnosis?: string;
  /** received after the deadline that held for whoever handed it in */
  late?: boolean;
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
  return {
    OR: [
      { submittedBy: person },
      { owner: person },
      { group: { OR: [{ name: contains }, { memberships: { some: { person } } }] } },
    ],
  };
}

/** Lateness is derived from the schedule as it is now: one condition for everybody, and one for each other deadline granted. */
async function ofLate(courseId: string, late: boolean | undefined): Promise<Prisma.SubmissionWhereInput> {
  if (late === undefined) return {};
  const projects = await db().project.findMany({
    where: { courseId },
    select: { id: true, schedule: { select: { dueAt: true, overrides: { where: { dueAt: { not: null } } } } } },
  });
  const conditions = projects.flatMap(({ id: projectId, schedule }): Prisma.SubmissionWhereInput[] => {
    const granted = schedule.overrides.map((override) => ({ ...override, dueAt: override.dueAt! }));
    const people = granted.flatMap(({ personId }) => personId ?? []);
    const groups = granted.flatMap(({ groupId }) => groupId ?? []);
    // a person's own deadline wins over that of the group
    const ofNobody = { submittedById: { notIn: people } };
    return [
      {
        projectId,
        ...ofNobody,
        OR: [{ groupId: null }, { groupId: { notIn: groups } }],
        receivedAt: { gt: schedule.dueAt },
      },
      ...granted.map(({ personId, groupId, dueAt }) => ({
        projectId,
        ...(personId ? { submittedById: personId } : { ...ofNobody, groupId }),
        receivedAt: { gt: dueAt },
      })),
    ];
  });
  return late ? { OR: conditions } : { NOT: { OR: conditions } };
}

/** The submissions of a course that a filter lets through. */
export async function matching(courseId: string, filter: SubmissionFilter): Promise<Prisma.SubmissionWhereInput> {
  return {
    courseId,
    AND: [
      filter.project ? { project: { slug: filter.project } } : {},
      ofPerson(filter.person),
      ofStatus(filter.status),
      filter.verdict ? { report: { verdicts: { has: filter.verdict } } } : {},
      filter.diagnosis ? { report: { diagnoses: { has: filter.diagnosis } } } : {},
      await ofLate(courseId, filter.late),
    ],
  };
}
