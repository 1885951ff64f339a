import type { Tools } from "../grade.ts";
import type { ReferenceEngine } from "../reference/types.ts";
import type { Terminal } from "./terminal.ts";

export type Backend = ReferenceEngine["backend"];
export const backends: readonly Backend[] = ["cpu", "wasm", "webgl", "webgpu"];

/** Compiler, sandbox and reference, started side by side; loaded here and not before, since they cost most of the start. */
export async function openTools(
  backend: Backend,
  { chromePath }: Pick<Terminal, "chromePath">,
): Promise<Tools & { close(): Promise<void> }> {
  const started = await Promise.allSettled([
    import("../compile/compiler.ts").then(({ createCompiler }) => createCompiler()),
    import("../sandbox/host.ts").then(({ createSandbox }) => createSandbox({ memoryMiB: 256 })),
    import("../reference/create.ts").then(({ createReference }) => createReference(backend, { chromePath })),
  ]);
  const close = async () => {
    await Promise.allSettled(started.map((part) => (part.status === "fulfilled" ? part.value.close() : undefined)));
  };
  const failed = started.find((part) => part.status === "rejected");
  const [compiler, sandbox, reference] = started;
  if (failed || compiler.status === "rejected" || sandbox.status === "rejected" || reference.status === "rejected") {
    await close();
    throw new Error("the grader could not start", { cause: failed?.reason });
  }
  return { compiler: compiler.value, sandbox: sandbox.value, reference: reference.value, close };
}
