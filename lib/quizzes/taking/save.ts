import { z } from "zod";
import { type Answers, answersSchema } from "../../../grader/quiz/answer.ts";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { db } from "../../db.ts";
import { selectContent } from "../content.ts";
import { refusals } from "../refusals.ts";
import { readAnswers } from "./answers.ts";
import { missingFile } from "./files.ts";
import { graceSeconds } from "./finish.ts";
import { selectOwnAttempt } from "./own-attempt.ts";

export const saveSchema = z.object({
  attemptId: z.uuid(),
  /** the question's id */
  key: z.string().max(200),
  answers: z.unknown(),
  /** the revision that the page last saw */
  revision: z.int().nonnegative(),
  flagged: z.boolean(),
  /** time spent on this question in all, as far as the page knows */
  spentMs: z.int().nonnegative().max(2_000_000_000),
});
export type SaveRequest = z.infer<typeof saveSchema>;

export type Saved =
  | { ok: true; revision: number; savedAt: string; now: string; endsAt: string | null }
  /** the page is behind: another tab or device saved since. Nothing was changed; this is what is stored */
  | { ok: false; reason: "conflict"; answers: Answers; flagged: boolean; revision: number; savedAt: string | null }
  | { ok: false; reason: "ended"; endedAt: string; message: Localised }
  | { ok: false; reason: "invalid"; message: Localised; field?: string };

interface Row {
  revision: number;
  savedAt: Date;
  now: Date;
  endsAt: Date | null;
}

/**
 * Keeps the answers of one question: when this says `ok`, they are on disk. Nothing is ever overwritten that the page has not
 * seen; the same save sent twice, because its answer was lost, is the same save.
 * @throws NotFound when it is not the actor's own attempt, or has no such question
 */
export async function saveAnswers(actor: Actor, request: SaveRequest): Promise<Saved> {
  const { attemptId, key, revision, flagged, spentMs } = saveSchema.parse(request);
  const head = await selectOwnAttempt(actor, attemptId);
  const entry = (await selectContent(head.versionId)).byKey.get(key);
  if (!entry) return { ok: false, reason: "invalid", message: refusals["not-an-answer"] };
  const read = readAnswers(entry.item, request.answers);
  if (!read.ok) {
    return {
      ok: false,
      reason: "invalid",
      message: refusals[read.reason],
      ...(read.field === undefined ? {} : { field: read.field }),
    };
  }
  const missing = await missingFile(attemptId, entry, read.answers);
  if (missing) return { ok: false, reason: "invalid", message: refusals["file-missing"], field: missing };

  // one statement: the attempt's row is held, so that no hand-in judges answers without this one and lets it be acknowledged;
  // only a change of the revision that the page saw goes through, and it is on disk before it is said
  const [saved] = await db().$queryRaw<Row[]>`
    WITH durable AS MATERIALIZED (
      SELECT CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
        THEN set_config('synchronous_commit', 'on', true) END AS setting
    ), attempt AS (
      SELECT id, started_at, ends_at FROM quiz_attempts
      WHERE id = ${attemptId}::uuid AND handed_in_at IS NULL
        AND (ends_at IS NULL OR clock_timestamp() <= ends_at + make_interval(secs => ${graceSeconds}))
      FOR SHARE
    )
    UPDATE quiz_answers a
    SET answers = ${read.text}::json, revision = a.revision + 1, flagged = ${flagged}, saved_at = clock_timestamp(),
      spent_ms = greatest(a.spent_ms, least(${spentMs}::int,
        ceil(extract(epoch FROM clock_timestamp() - attempt.started_at) * 1000)::bigint))
    FROM attempt, durable
    WHERE a.attempt_id = attempt.id AND a.item_id = ${entry.id}::uuid AND a.revision = ${revision}
    RETURNING a.revision, a.saved_at AS "savedAt", clock_timestamp() AS now, attempt.ends_at AS "endsAt"`;
  return saved ? acknowledge(saved) : explain(attemptId, entry.id, read.text, flagged);
}

const acknowledge = ({ revision, savedAt, now, endsAt }: Row): Saved => ({
  ok: true,
  revision,
  savedAt: savedAt.toISOString(),
  now: now.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
});

/** Why a save changed nothing. */
async function explain(attemptId: string, itemId: string, text: string, flagged: boolean): Promise<Saved> {
  const [row] = await db().$queryRaw<
    {
      answers: unknown;
      same: boolean;
      flagged: boolean;
      revision: number;
      savedAt: Date | null;
      over: boolean;
      handedInAt: Date | null;
      endsAt: Date | null;
      now: Date;
    }[]
  >`
    SELECT a.answers, a.answers::text = ${text} AND a.flagged = ${flagged} AS same, a.flagged, a.revision,
      a.saved_at AS "savedAt", t.handed_in_at AS "handedInAt", t.ends_at AS "endsAt", clock_timestamp() AS now,
      t.handed_in_at IS NOT NULL
        OR coalesce(clock_timestamp() > t.ends_at + make_interval(secs => ${graceSeconds}), false) AS over
    FROM quiz_answers a JOIN quiz_attempts t ON t.id = a.attempt_id
    WHERE a.attempt_id = ${attemptId}::uuid AND a.item_id = ${itemId}::uuid`;
  // a question of the version that this attempt did not draw
  if (!row) return { ok: false, reason: "invalid", message: refusals["not-an-answer"] };
  if (row.same && row.savedAt) return acknowledge({ ...row, savedAt: row.savedAt });
  if (row.over) {
    const endedAt = row.handedInAt ?? row.endsAt!;
    return { ok: false, reason: "ended", endedAt: endedAt.toISOString(), message: refusals.ended };
  }
  return {
    ok: false,
    reason: "conflict",
    answers: answersSchema.parse(row.answers),
    flagged: row.flagged,
    revision: row.revision,
    savedAt: row.savedAt?.toISOString() ?? null,
  };
}
