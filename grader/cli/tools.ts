import type { Tools } from "../grade.ts";
import type { ReferenceEngine } from "../reference/types.ts";
import type { Sandbox } from "../sandbox/types.ts";
import type { Language, Terminal } from "./terminal.ts";

export type Backend = ReferenceEngine["backend"];
export const backends: readonly Backend[] = ["cpu", "wasm", "webgl", "webgpu"];

/** Compiler, sandbox and reference, started side by side; loaded here and not before, since they cost most of the start. */
export async function openTools(
  backend: Backend,
  terminal: Pick<Terminal, "chromePath"> & Partial<Terminal>,
): Promise<Tools & { close(): Promise<void> }> {
  const started = await Promise.allSettled([
    import("../compile/compiler.ts").then(({ createCompiler }) => createCompiler()),
    import("../sandbox/host.ts").then(({ createSandbox }) =>
      createSandbox({ memoryMiB: 256, allowLevelC: true, unsafeTrustedCodeOnly: terminal.trustedCodeOnly ?? false }),
    ),
    import("../reference/create.ts").then(({ createReference }) =>
      createReference(backend, { chromePath: terminal.chromePath }),
    ),
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
  const weak = weakness(sandbox.value.level, terminal.language ?? "en");
  if (weak) await terminal.err?.(`nabla: ${weak}\n`);
  return { compiler: compiler.value, sandbox: sandbox.value, reference: reference.value, close };
}

/** What is missing around the programs on this machine; null where the wall is whole. */
function weakness(level: Sandbox["level"], language: Language): string | null {
  const warnings: Partial<Record<Sandbox["level"], Record<Language, string>>> = {
    C: {
      en: "this machine has no user namespaces, so programs are sealed in by the kernel's filter alone (level C).",
      "pt-BR":
        "esta máquina não tem namespaces de usuário: os programas são isolados só pelo filtro do kernel (nível C).",
    },
    D: {
      en: "NOTHING walls programs in on this machine (level D): run only code that you trust.",
      "pt-BR": "NADA isola os programas nesta máquina (nível D): execute apenas código em que você confia.",
    },
  };
  return warnings[level]?.[language] ?? null;
}
