import { createCompiler } from "../../grader/compile/compiler.ts";
import type { Tools } from "../../grader/grade.ts";
import { createReference } from "../../grader/reference/create.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import { env } from "../env.ts";
import { sandboxPolicy } from "./sandbox-policy.ts";

/**
 * Compiler, sandbox and reference, started together and kept for all jobs of a worker.
 * @throws SandboxFault where this machine holds student code less well than it must
 */
export async function openTools(): Promise<Tools & { close(): Promise<void> }> {
  const [sandbox, reference] = await Promise.all([createSandbox(sandboxPolicy(env())), createReference("wasm")]);
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
