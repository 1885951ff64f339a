import type { Tools } from "../../grader/grade.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import { type Sandbox, SandboxFault } from "../../grader/sandbox/types.ts";
import { env } from "../env.ts";
import { sandboxPolicy } from "./sandbox-policy.ts";

/** A program whose answer is known to the last bit. */
const known = [
  {
    path: "solution.ts",
    text: `import type { Network, Matrix } from "nabla";
export function loss(net: Network, X: Matrix, D: Matrix): number {
  let sum = 0;
  for (const row of X) for (const value of row) sum += value * value;
  return sum + net.length + D.length / 8;
}
`,
  },
];
const input = [[1, 2], [3]];
const expected = 14 + 0 + 0.25;
const limits = { cpuMs: 5000, wallMs: 20_000, memoryMiB: 256, outputBytes: 1024 };

/** The level that a fresh canary finds on this machine now. */
export async function probeLevel(): Promise<Sandbox["level"]> {
  const probe = await createSandbox({ ...sandboxPolicy(env()), spares: 0 });
  await probe.close();
  return probe.level;
}

/**
 * Lets a worker's own tools compile and run a program whose answer is known, and the canary try the walls again.
 * @throws SandboxFault saying what is no longer as it must be
 */
export async function selfCheck(tools: Tools, probe = probeLevel): Promise<void> {
  const compiled = await tools.compiler.compile(known);
  if (!compiled.ok) throw new SandboxFault(`a right program does not compile: ${compiled.messages[0]?.text ?? ""}`);
  const session = await tools.sandbox.open(compiled.program, limits);
  try {
    const outcome = await session.call({
      export: "loss",
      args: [{ value: [] }, { value: input }, { value: input }],
      shape: "number",
    });
    if (outcome.status !== "returned")
      throw new SandboxFault(`a right program ended with ${outcome.status}: ${outcome.explanation.en}`);
    if (outcome.values.length !== 1 || outcome.values[0] !== expected)
      throw new SandboxFault(`a right program answered ${[...outcome.values].join(", ")} for ${expected}`);
  } finally {
    await session.close();
  }
  const level = await probe();
  if (level !== tools.sandbox.level)
    throw new SandboxFault(`the canary finds level ${level}, not ${tools.sandbox.level}`);
}
