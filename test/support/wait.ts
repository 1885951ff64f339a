import type { Actor } from "../../lib/actor.ts";
import { watch } from "../../lib/submissions/live.ts";
import { type SubmissionPage, selectSubmission } from "../../lib/submissions/queries.ts";

/** Looks at a submission whenever it changes, as its page does, until it is as it should be. */
export async function untilSubmission(
  actor: Actor,
  submissionId: string,
  isThere: (page: SubmissionPage) => boolean,
  withinMs = 60_000,
): Promise<SubmissionPage> {
  let last: SubmissionPage | undefined;
  for await (const _ of watch(submissionId, AbortSignal.timeout(withinMs))) {
    last = await selectSubmission(actor, submissionId);
    if (isThere(last)) return last;
  }
  throw new Error(`the submission is still ${JSON.stringify(last?.state)} after ${withinMs} ms`);
}
