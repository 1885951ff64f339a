import { z } from "zod";
import { type RegradeRules, regradeRulesSchema } from "./plan.ts";

/** One attempt whose points change. */
export const regradeChangeSchema = z.object({
  attemptId: z.string(),
  person: z.string(),
  number: z.number(),
  from: z.object({ score: z.number().nullable(), maxScore: z.number() }),
  to: z.object({ score: z.number(), maxScore: z.number() }),
  questions: z.array(z.object({ key: z.string(), from: z.number().nullable(), to: z.number().nullable() })),
});
export type RegradeChange = z.infer<typeof regradeChangeSchema>;

const phases = ["looking", "looked", "applying", "applied", "failed"] as const;

/** What is kept of a regrade in its row, besides who and when. */
export const regradeWorkSchema = z.object({
  phase: z.enum(phases),
  /** attempts done, of how many */
  done: z.number(),
  of: z.number(),
  rows: z.array(regradeChangeSchema).default([]),
  /** question -> attempts in which it keeps its old key, since the correction asks something else */
  kept: z.record(z.string(), z.number()).default({}),
  failure: z.string().optional(),
});
export type RegradeWork = z.infer<typeof regradeWorkSchema>;

/** A regrade as pages see it. */
export interface Regrade {
  id: string;
  toVersion: number;
  rules: RegradeRules;
  createdAt: string;
  createdBy: string;
  appliedAt: string | null;
  cancelledAt: string | null;
  work: RegradeWork;
}

export function toRegrade(row: {
  id: string;
  rules: unknown;
  changes: unknown;
  createdAt: Date;
  appliedAt: Date | null;
  cancelledAt: Date | null;
  createdBy: { name: string };
  toVersion: { number: number };
}): Regrade {
  return {
    id: row.id,
    toVersion: row.toVersion.number,
    rules: regradeRulesSchema.parse(row.rules),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy.name,
    appliedAt: row.appliedAt?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    work: regradeWorkSchema.parse(row.changes),
  };
}
