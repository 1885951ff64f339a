import { createCompiler } from "../../grader/compile/compiler.ts";
import type { Tools } from "../../grader/grade.ts";
import { cachedReference } from "../../grader/reference/cached.ts";
import { createReference } from "../../grader/reference/create.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import { env } from "../env.ts";
import { sandboxPolicy } from "./sandbox-policy.ts";

/** Answers of the reference kept in memory: a project asks some two hundred questions. */
const cachedAnswers = 2_000;

/**
 * Compiler, sandbox and reference, started together and kept for all jobs of a worker.
 * @throws SandboxFault where this machine holds student code less well than it must
 */
export async function openTools(): Promise<Tools & { close(): Promise<void> }> {
  const { REFERENCE_BACKEND, CHROME_PATH } = env();
  const [sandbox, engine] = await Promise.all([
    createSandbox(sandboxPolicy(env())),
    createReference(REFERENCE_BACKEND, { chromePath: CHROME_PATH }),
  ]);
  // a project's questions are the same for every hand-in
  const reference = cachedReference(engine, { entries: cachedAnswers });
  const compiler = createCompiler();
  return {
    compiler,
    sandbox,
    reference,
    close: async () => {
      await Promise.all([compiler.close(), sandbox.close(), reference.close()]);
    },
  };
}
