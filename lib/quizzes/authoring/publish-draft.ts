import { z } from "zod";
import { parseQuizFiles, type QuizContent } from "../../../grader/quiz/quiz-folder.ts";
import type { Localised } from "../../../grader/report.ts";
import { graderVersion } from "../../../grader/version.ts";
import type { Actor } from "../../actor.ts";
import { db } from "../../db.ts";
import { valuesSchema } from "../content.ts";
import { publishVersion } from "../publish.ts";
import { inTransaction } from "../transaction.ts";
import { lockQuiz, type QuizAddress, selectForStaff } from "./access.ts";
import { storedDraft } from "./drafts.ts";
import { fingerprint } from "./files.ts";
import { proofProblemSchema } from "./proof-row.ts";

export type PublishedDraft =
  | { ok: true; versionId: string; number: number; isNew: boolean }
  | {
      ok: false;
      /** stale: the draft is not the one that was tested; unproved: no tests, or of another grader; problems: they found some */
      reason: "stale" | "unproved" | "problems";
      message: Localised;
    };

const refusals: Record<"stale" | "unproved" | "problems", Localised> = {
  stale: {
    en: "The draft was changed after its self-tests. Run them again.",
    "pt-BR": "O rascunho mudou depois dos autotestes. Execute-os de novo.",
  },
  unproved: {
    en: "The self-tests of this draft have not passed yet. Run them first.",
    "pt-BR": "Os autotestes deste rascunho ainda não passaram. Execute-os primeiro.",
  },
  problems: {
    en: "The self-tests found problems. Nothing was published.",
    "pt-BR": "Os autotestes encontraram problemas. Nada foi publicado.",
  },
};

const refuse = (reason: keyof typeof refusals): PublishedDraft => ({ ok: false, reason, message: refusals[reason] });

/**
 * Makes the draft the quiz's current version, when exactly these files passed the self-tests of the grader that grades now.
 * Attempts under way stay on their version.
 * @param asked.contentHash what the author saw tested
 * @throws NotFound, Forbidden
 */
export async function publishDraft(
  actor: Actor,
  asked: QuizAddress & { contentHash: string },
): Promise<PublishedDraft> {
  const { quiz } = await selectForStaff(actor, asked, "quiz.publish");
  return inTransaction(async (tx) => {
    await lockQuiz(tx, quiz.id);
    const { files } = await storedDraft(tx, quiz.id);
    if (fingerprint(files) !== asked.contentHash) return refuse("stale");
    const proof = await tx.quizProof.findFirst({
      where: {
        quizId: quiz.id,
        contentHash: asked.contentHash,
        finishedAt: { not: null },
        cancelledAt: null,
        failure: null,
        graderVersion,
      },
      orderBy: { createdAt: "desc" },
    });
    if (!proof) return refuse("unproved");
    if (z.array(proofProblemSchema).parse(proof.problems).length > 0) return refuse("problems");
    const parsed = parseQuizFiles(files);
    if (!parsed.ok) return refuse("problems");
    const published = await publishVersion(tx, {
      quizId: quiz.id,
      content: parsed.content,
      files,
      proof: { seeds: proof.seeds, problems: 0, at: proof.finishedAt!.toISOString(), grader: graderVersion },
      generated: z.record(z.string(), z.array(valuesSchema)).parse(proof.generated ?? {}),
      actorId: actor.personId,
    });
    return { ok: true, ...published };
  });
}

export interface QuestionChange {
  id: string;
  title: Localised;
  change: "added" | "removed" | "changed" | "points";
}

/** What publishing the draft would change, said before it is done. */
export interface Publishing {
  contentHash: string;
  /** the draft is what is published */
  same: boolean;
  /** null: never published */
  current: { number: number; publishedAt: string } | null;
  /** null: the files cannot be read as a quiz */
  changes: QuestionChange[] | null;
  /** attempts that go on and keep the version they were started on */
  open: number;
  /** attempts that were graded with an older version: a regrade is what brings them a corrected key */
  ended: number;
}

export async function selectPublishing(actor: Actor, address: QuizAddress): Promise<Publishing> {
  const { quiz } = await selectForStaff(actor, address, "quiz.publish");
  const own = { quizId: quiz.id, preview: false };
  const [{ files }, version, open, ended] = await Promise.all([
    storedDraft(db(), quiz.id),
    quiz.currentVersionId ? db().quizVersion.findUnique({ where: { id: quiz.currentVersionId } }) : null,
    db().quizAttempt.count({ where: { ...own, handedInAt: null } }),
    db().quizAttempt.count({ where: { ...own, handedInAt: { not: null } } }),
  ]);
  const contentHash = fingerprint(files);
  const parsed = parseQuizFiles(files);
  const before = version
    ? parseQuizFiles(z.array(z.object({ path: z.string(), text: z.string() })).parse(version.files))
    : null;
  return {
    contentHash,
    same: version?.contentHash === contentHash,
    current: version && { number: version.number, publishedAt: version.publishedAt.toISOString() },
    changes: parsed.ok ? changesBetween(before?.ok ? before.content : null, parsed.content) : null,
    open,
    ended,
  };
}

function changesBetween(before: QuizContent | null, now: QuizContent): QuestionChange[] {
  const points = ({ quiz }: QuizContent, id: string) =>
    quiz.zones.flatMap(({ questions }) => questions).find((question) => question.id === id)?.points;
  const old = new Map((before?.items ?? []).map((item) => [item.id, item]));
  const changes: QuestionChange[] = [];
  for (const item of now.items) {
    const was = old.get(item.id);
    const say = (change: QuestionChange["change"]) => changes.push({ id: item.id, title: item.title, change });
    if (!was) say("added");
    else if (JSON.stringify(was) !== JSON.stringify(item)) say("changed");
    else if (points(before!, item.id) !== points(now, item.id)) say("points");
    old.delete(item.id);
  }
  for (const item of old.values()) changes.push({ id: item.id, title: item.title, change: "removed" });
  return changes;
}
