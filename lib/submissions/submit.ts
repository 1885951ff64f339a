import type { Localised, Message } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import type { ScheduleState } from "../schedule.ts";

export interface HandIn {
  courseSlug: string;
  projectSlug: string;
  /** made once when the form opens: the same key always means the same hand-in */
  idempotencyKey: string;
  files: { path: string; bytes: Uint8Array }[] | { zip: Uint8Array };
  /** the person has seen the penalty and hands in nevertheless */
  acceptLate?: boolean;
}

export type Submitted =
  | {
      ok: true;
      submissionId: string;
      number: number;
      receivedAt: string;
      contentHash: string;
      place: number;
      /** files that were left out, and why */
      messages: Message[];
    }
  | {
      ok: false;
      reason: "files" | "not-open" | "closed" | "late-needs-confirmation" | "not-enrolled" | "key-reused";
      /** one sentence for a person */
      message: Localised;
      /** for "files": what is wrong with which file */
      messages: Message[];
      schedule?: ScheduleState;
    };

/** Stores a hand-in and queues its grading in one transaction: when this says `ok`, nothing of it can be lost. */
export declare function submit(actor: Actor, handIn: HandIn): Promise<Submitted>;
