import type { Tools } from "../../grader/grade.ts";
import { giveUpProof } from "../courses/proofs.ts";
import type { GradingMetrics } from "../metrics/grading.ts";
import type { WorkMessage } from "../queue.ts";
import { giveUpQuizProof, runQuizProof } from "../quizzes/authoring/run-proof.ts";
import { giveUpCodeJob } from "../quizzes/code-jobs.ts";
import { gradeCodeJob } from "../quizzes/grade-code-job.ts";
import { giveUpRegrade, runRegrade } from "../quizzes/regrading/run.ts";
import { giveUp } from "../submissions/publish.ts";
import { gradeJob } from "./grade-job.ts";
import { proveJob } from "./prove-job.ts";

/**
 * Does what a message of the queue asks for. Every kind of work may be asked for again at any time.
 * @returns "fault" when the fault is ours and no further attempt is made
 * @throws when the fault is ours; the queue tries again
 */
export function doWork(
  work: WorkMessage,
  mine: { workerId: string; tools: Tools; signal: AbortSignal; metrics: GradingMetrics },
): Promise<string> {
  const { workerId, tools, signal } = mine;
  if ("jobId" in work) return gradeJob({ ...work, ...mine });
  if ("proofId" in work) return proveJob({ ...work, workerId, tools, signal });
  if ("quizProofId" in work) return runQuizProof({ ...work, tools, signal });
  if ("quizRegradeId" in work) return runRegrade({ ...work, signal });
  return gradeCodeJob({ jobId: work.codeJobId, tools, signal });
}

/** What becomes of work after its last retry; every worker that took it up may have died. */
export async function giveUpWork(work: WorkMessage): Promise<void> {
  const lost = "every worker that took it up died or fell silent";
  if ("jobId" in work) await giveUp(work.jobId);
  else if ("proofId" in work) await giveUpProof(work.proofId);
  else if ("quizProofId" in work) await giveUpQuizProof(work.quizProofId, lost);
  else if ("quizRegradeId" in work) await giveUpRegrade(work.quizRegradeId, new Error(lost));
  else await giveUpCodeJob(work.codeJobId);
}
