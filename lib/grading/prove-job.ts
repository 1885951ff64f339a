import { z } from "zod";
import { causesOf } from "../../grader/causes.ts";
import type { Tools } from "../../grader/grade.ts";
import { projectSchema } from "../../grader/project.ts";
import { localised } from "../../grader/report.ts";
import type { ProofStep } from "../../grader/validate/proof.ts";
import { prove } from "../../grader/validate/prove.ts";
import { beginProof, finishProof, recordFailedProof, recordProofStep } from "../courses/proofs.ts";
import { log } from "../log.ts";

const sources = z.array(z.object({ path: z.string(), text: z.string() }));

/**
 * Proves one version from its rows to the kept result. May be called again at any time, by any worker.
 * @returns "fault" when the fault is ours and no further attempt is made
 * @throws when the fault is ours; the queue tries again
 */
export async function proveJob(work: {
  proofId: string;
  workerId: string;
  tools: Tools;
  signal: AbortSignal;
}): Promise<"proved" | "nothing-to-do" | "fault"> {
  const { proofId, workerId, tools, signal } = work;
  const proof = await beginProof(proofId, workerId);
  if (!proof) return "nothing-to-do";
  const mine = { id: proofId, workerId };
  const { version } = proof;
  const found: ProofStep[] = [];
  const began = performance.now();
  try {
    const content = {
      project: projectSchema.parse(version.definition),
      statements: localised.parse(version.statement),
      starter: sources.parse(version.starter),
      solution: sources.parse(version.solution),
      paths: version.paths,
    };
    const result = await prove(content, tools, {
      signal,
      onStep: async (step, result) => {
        if (result) found.push(result);
        await recordProofStep(mine, step, found);
      },
    });
    await finishProof(proofId, result);
    log().info({ proofId, versionId: version.id, workerId, ms: Math.round(performance.now() - began) }, "proved");
    return "proved";
  } catch (error) {
    log().error({ error, proofId, versionId: version.id, workerId }, "a proof failed by our fault");
    if (await recordFailedProof(mine, causesOf(error))) throw error;
    return "fault";
  }
}
