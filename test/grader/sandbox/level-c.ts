/** Says what a sandbox says of itself, with and without leave to run at level C, as one line of JSON. */
import { createCompiler } from "../../../grader/compile/compiler.ts";
import { createSandbox } from "../../../grader/sandbox/host.ts";
import { strongestFirst } from "../../../grader/sandbox/launch.ts";

// bubblewrap makes its namespaces by another call than the one that is forbidden here
const walls = strongestFirst.filter((one) => one !== "bubblewrap");
const refused = await createSandbox({ walls }).then(
  (sandbox) => sandbox.close().then(() => "it started"),
  (error: Error) => `${error.name}: ${error.message}`,
);
const sandbox = await createSandbox({ walls, allowLevelC: true, spares: 1 });
const compiler = createCompiler();
const text = "export const f = (x: number): number => 2 * x;\n";
const compiled = await compiler.compile([{ path: "solution.ts", text }]);
if (!compiled.ok) throw new Error("it does not compile");
const session = await sandbox.open(compiled.program, {
  cpuMs: 5_000,
  wallMs: 20_000,
  memoryMiB: 256,
  outputBytes: 100,
});
const outcome = await session.call({ export: "f", args: [{ value: 21 }], shape: "number" });
console.log(
  JSON.stringify({
    refused,
    level: sandbox.level,
    notes: sandbox.notes.length,
    answer: outcome.status === "returned" ? outcome.values[0] : outcome,
  }),
);
await session.close();
await compiler.close();
await sandbox.close();
