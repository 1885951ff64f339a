import { createHash } from "node:crypto";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { QuizContent } from "../../grader/quiz/quiz-folder.ts";
import type { Values } from "../../grader/quiz/values.ts";
import { recordAudit } from "../audit.ts";
import type { Tx } from "../db.ts";
import { roundedPoints } from "./totals.ts";

/** How a version was proved before it was published. */
export interface Proof {
  /** variants of each question that were tried */
  seeds: number;
  problems: number;
  /** ISO 8601 */
  at: string;
  grader: string;
}

export interface Publication {
  quizId: string;
  content: QuizContent;
  /** the source texts, as authors wrote them */
  files: readonly { path: string; text: string }[];
  proof: Proof;
  /** question -> results of its TypeScript generator; every question that has one needs some */
  generated: Readonly<Record<string, readonly Values[]>>;
  /** null: published from files on disk */
  actorId: string | null;
}

/** Points of one attempt: of a zone that draws, as many as it draws (its questions have equal points). */
export function maxScoreOf({ quiz, items }: QuizContent): number {
  const asks = new Set(items.filter((item) => item.fields.length > 0).map((item) => item.id));
  const points = quiz.zones.map(({ questions, pick }) => {
    const counting = questions.filter(({ id }) => asks.has(id));
    return counting.slice(0, pick ?? counting.length).reduce((sum, question) => sum + question.points, 0);
  });
  return roundedPoints(points.reduce((sum, zone) => sum + zone, 0));
}

function rowsOf({ quiz, items }: QuizContent, generated: Publication["generated"]) {
  const byId = new Map(items.map((item) => [item.id, item]));
  return quiz.zones.flatMap((zone, place) =>
    zone.questions.map(({ id, points }, position) => {
      const item = byId.get(id);
      if (!item) throw new Error(`the quiz asks "${id}", which is not among its questions`);
      const pool = generated[id];
      if (item.generator && !pool?.length) throw new Error(`the generator of "${id}" has made no variants`);
      const definition = JSON.stringify(item);
      return {
        key: id,
        zone: place,
        position,
        points,
        definition: JSON.parse(definition) as Prisma.InputJsonObject,
        contentHash: createHash("sha256").update(definition).digest("hex"),
        ...(item.generator ? { generated: pool as unknown as Prisma.InputJsonArray } : {}),
      };
    }),
  );
}

/**
 * Makes some content the current version of its quiz. The same content is the same version, also when it comes back after
 * others. Attempts that are under way stay on the version that they were started on.
 * The caller holds the right to publish, and has proved the content.
 */
export async function publishVersion(
  tx: Tx,
  { quizId, content, files, proof, generated, actorId }: Publication,
): Promise<{ versionId: string; number: number; isNew: boolean }> {
  await tx.$executeRaw`SELECT 1 FROM quizzes WHERE id = ${quizId}::uuid FOR NO KEY UPDATE`;
  const { contentHash, quiz } = content;
  const there = await tx.quizVersion.findUnique({
    where: { quizId_contentHash: { quizId, contentHash } },
    select: { id: true, number: true },
  });
  const latest = await tx.quizVersion.findFirst({
    where: { quizId },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  const version =
    there ??
    (await tx.quizVersion.create({
      data: {
        quizId,
        number: (latest?.number ?? 0) + 1,
        contentHash,
        title: quiz.title,
        definition: JSON.parse(JSON.stringify(quiz)) as Prisma.InputJsonObject,
        files: files.map(({ path, text }) => ({ path, text })),
        maxScore: maxScoreOf(content),
        proof: { ...proof },
        publishedById: actorId,
        items: { create: rowsOf(content, generated) },
      },
      select: { id: true, number: true },
    }));
  const before = await tx.quiz.findUniqueOrThrow({ where: { id: quizId } });
  if (before.currentVersionId !== version.id) {
    await tx.quiz.update({ where: { id: quizId }, data: { currentVersionId: version.id, title: quiz.title } });
    await recordAudit(tx, {
      actorId,
      courseId: before.courseId,
      action: "quiz.published",
      thing: "quiz",
      thingId: quizId,
      details: { versionId: version.id, number: version.number, contentHash },
    });
  }
  return { versionId: version.id, number: version.number, isNew: there === null };
}
