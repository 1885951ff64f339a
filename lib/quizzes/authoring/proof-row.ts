import { z } from "zod";
import { localised } from "../../../grader/report.ts";

/** How many variants of each question are tried before it may be published. */
export const provedSeeds = 200;

/** What a self-test found: a place in the files, or a question at a seed. */
export const proofProblemSchema = z.object({
  /** question; null: the quiz as a whole or its files */
  item: z.string().nullable(),
  seed: z.string().nullable(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  localised: localised.optional(),
  file: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
});
export type ProofProblem = z.infer<typeof proofProblemSchema>;

/** A run of the self-tests as pages see it. */
export interface ProofState {
  id: string;
  /** "lost": its runner has not been heard of for a while, so that it may be asked for again */
  state: "waiting" | "running" | "finished" | "cancelled" | "failed" | "lost";
  createdAt: string;
  finishedAt: string | null;
  /** variants tried, of how many */
  done: number;
  of: number;
  seeds: number;
  problems: ProofProblem[];
  contentHash: string;
}

/** Its runner writes every second; this long without a word, in ms, means that it died and nobody took over. */
const silence = 120_000;

export function toProofState(
  row: {
    id: string;
    createdAt: Date;
    startedAt: Date | null;
    seenAt: Date | null;
    finishedAt: Date | null;
    cancelledAt: Date | null;
    failure: string | null;
    done: number;
    of: number;
    seeds: number;
    problems: unknown;
    contentHash: string;
  },
  now: Date,
): ProofState {
  const silent = row.startedAt !== null && now.getTime() - (row.seenAt ?? row.startedAt).getTime() > silence;
  const state = row.cancelledAt
    ? "cancelled"
    : row.failure !== null
      ? "failed"
      : row.finishedAt
        ? "finished"
        : silent
          ? "lost"
          : row.startedAt
            ? "running"
            : "waiting";
  return {
    id: row.id,
    state,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    done: row.done,
    of: row.of,
    seeds: row.seeds,
    problems: z.array(proofProblemSchema).parse(row.problems ?? []),
    contentHash: row.contentHash,
  };
}
