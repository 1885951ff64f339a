import { z } from "zod";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { ExerciseKind } from "../../grader/kinds.ts";
import { projectSchema } from "../../grader/project.ts";
import { type Localised, localised } from "../../grader/report.ts";
import { type ProofStep, type ProofStepName, proofStepSchema } from "../../grader/validate/proof.ts";
import { stepsOf } from "../../grader/validate/steps.ts";
import { graderVersion } from "../../grader/version.ts";
import type { Actor } from "../actor.ts";
import { can } from "../can.ts";
import { db } from "../db.ts";
import { Forbidden } from "../errors.ts";
import { selectOutdated } from "../submissions/rejudge-outdated.ts";
import { selectEnrolled } from "./enrolled.ts";
import { holds } from "./proofs.ts";
import { type VersionChanges, versionChanges } from "./version-changes.ts";

export interface ProofRow {
  /** `failed`: by our own fault; nothing is known about the project */
  state: "waiting" | "running" | "proved" | "problems" | "failed";
  requestedAt: string;
  requestedBy: string | null;
  finishedAt: string | null;
  problems: number | null;
  /** of the grader that proved it; a proof of another one does not count */
  graderVersion: string | null;
  /** every step in order; what was not reached yet has no result */
  steps: { name: ProofStepName["name"]; kind?: ExerciseKind; found: ProofStep | null; now: boolean }[];
}

export interface VersionRow {
  id: string;
  contentHash: string;
  title: Localised;
  maxScore: number;
  storedAt: string;
  isCurrent: boolean;
  mayPublish: boolean;
  /** the newest */
  proof: ProofRow | null;
  /** the newest first; none for a version that was never published */
  publications: { at: string; by: string | null }[];
  /** against the version that counts; null for that one, and where none does */
  changes: VersionChanges | null;
}

export interface ProjectPublishing {
  slug: string;
  title: Localised;
  currentVersionId: string | null;
  /** what happened last comes first */
  versions: VersionRow[];
  /** graded with another version than the one that counts */
  outdated: { latest: number; all: number };
}

export interface PublishingPage {
  course: { id: string; slug: string; title: Localised; timeZone: string };
  graderVersion: string;
  projects: ProjectPublishing[];
  /** something is being proved: the page is worth watching */
  underWay: boolean;
}

const shownVersions = 20;

const parts = {
  proofs: { orderBy: { requestedAt: "desc" }, take: 1, include: { requestedBy: { select: { name: true } } } },
  publications: { orderBy: { publishedAt: "desc" }, include: { publishedBy: { select: { name: true } } } },
} satisfies Prisma.ProjectVersionInclude;
type StoredVersion = Prisma.ProjectVersionGetPayload<{ include: typeof parts }>;
type StoredProof = StoredVersion["proofs"][number];

function stateOf(proof: StoredProof): ProofRow["state"] {
  if (proof.failedAt) return "failed";
  if (proof.finishedAt) return proof.problems === 0 ? "proved" : "problems";
  return proof.startedAt ? "running" : "waiting";
}

function toProof(proof: StoredProof, version: StoredVersion): ProofRow {
  const found = z.array(proofStepSchema).parse(proof.steps);
  const state = stateOf(proof);
  return {
    state,
    requestedAt: proof.requestedAt.toISOString(),
    requestedBy: proof.requestedBy?.name ?? null,
    finishedAt: proof.finishedAt?.toISOString() ?? null,
    problems: proof.problems,
    graderVersion: proof.graderVersion,
    steps: stepsOf(projectSchema.parse(version.definition)).map((step) => ({
      ...step,
      found: found.find(({ name, kind }) => name === step.name && kind === step.kind) ?? null,
      now:
        state === "running" &&
        proof.stepName === step.name &&
        proof.stepKind === (step.kind ?? null) &&
        !found.some(({ name, kind }) => name === step.name && kind === step.kind),
    })),
  };
}

function toVersion(version: StoredVersion, current: StoredVersion | undefined): VersionRow {
  const [proof] = version.proofs;
  const isCurrent = version.id === current?.id;
  return {
    id: version.id,
    contentHash: version.contentHash,
    title: localised.parse(version.title),
    maxScore: version.maxScore,
    storedAt: version.createdAt.toISOString(),
    isCurrent,
    mayPublish: !isCurrent && proof !== undefined && holds(proof),
    proof: proof ? toProof(proof, version) : null,
    publications: version.publications.map((one) => ({
      at: one.publishedAt.toISOString(),
      by: one.publishedBy?.name ?? null,
    })),
    changes: current && !isCurrent ? versionChanges(current, version) : null,
  };
}

/** When something last happened to a version. */
const touched = ({ createdAt, proofs, publications }: StoredVersion) =>
  Math.max(+createdAt, +(proofs[0]?.requestedAt ?? 0), +(publications[0]?.publishedAt ?? 0));

/** Versions of a course's projects with their proofs. @throws NotFound for strangers, Forbidden for those who may not publish */
export async function selectPublishing(actor: Actor, courseSlug: string): Promise<PublishingPage> {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "project.publish", course)) throw new Forbidden(`publishing in ${courseSlug}`);
  const stored = await db().project.findMany({
    where: { courseId: course.id },
    orderBy: { position: "asc" },
    include: { versions: { include: parts, orderBy: { createdAt: "desc" } } },
  });
  const projects = await Promise.all(
    stored.map(async (project): Promise<ProjectPublishing> => {
      const current = project.versions.find(({ id }) => id === project.currentVersionId);
      const [latest, all] = await Promise.all([
        selectOutdated(db(), project.id, "latest"),
        selectOutdated(db(), project.id, "all"),
      ]);
      const versions = project.versions.sort((a, b) => touched(b) - touched(a));
      const shown = versions.filter((version, place) => place < shownVersions || version === current);
      return {
        slug: project.slug,
        title: localised.parse((current ?? versions[0])?.title ?? { en: project.slug, "pt-BR": project.slug }),
        currentVersionId: project.currentVersionId,
        versions: shown.map((version) => toVersion(version, current)),
        outdated: { latest: latest.length, all: all.length },
      };
    }),
  );
  const { id, slug, title, timeZone } = course;
  return {
    course: { id, slug, title, timeZone },
    graderVersion,
    projects,
    underWay: projects.some(({ versions }) =>
      versions.some(({ proof }) => proof?.state === "waiting" || proof?.state === "running"),
    ),
  };
}
