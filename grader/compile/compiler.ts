import { readFileSync } from "node:fs";
import { safePath } from "../intake/names.ts";
import { about } from "../intake/refusals.ts";
import type { Message } from "../report.ts";
import { parseBundlerErrors } from "./bundler-errors.ts";
import { consoleTypes } from "./console-types.ts";
import { type Diagnostic, maxMessages, messageOf, pairUp, parseDiagnostics } from "./diagnostics.ts";
import { type Jail, JailEnded, JailYard } from "./jail.ts";
import type { JailReply, JailRequest, ToolRun } from "./jail-protocol.ts";
import { placeOfExport, probeOfSignatures } from "./signatures.ts";
import { differentSignature, limitMet, ownWords } from "./texts.ts";
import type { Compiled, Compiler, SourceFile } from "./types.ts";

const probe = probeOfSignatures();
const PROBE = "../probe.ts";

/**
 * Type-checks as `tsc --strict` would (TypeScript 7's native checker) and bundles with esbuild, both in a jail with
 * limits of their own. Jails are used once; one is kept waiting.
 */
export function createCompiler(): Compiler {
  const yard = new JailYard();
  const nabla = readFileSync(new URL("../contract.ts", import.meta.url), "utf8");
  let spare: Promise<Jail> | undefined;
  let closed = false;
  const prepare = () => {
    spare = yard.start().then((jail) => {
      jail.rest();
      return jail;
    });
    // told to the compilation that takes it
    spare.catch(() => {});
  };
  const atExit = () => yard.remove();
  process.once("exit", atExit);

  const runOnce = async (files: readonly SourceFile[], signal: AbortSignal | undefined) => {
    // taken before anything is awaited: two compilations at once must never share a jail
    const waiting = spare;
    spare = undefined;
    const jail = await (waiting ?? yard.start());
    const reply = jail.compile(requestFor(files, yard, nabla), signal);
    if (!closed && spare === undefined) prepare();
    return reply;
  };

  return {
    async compile(files, signal) {
      if (closed) throw new Error("the compiler is closed");
      for (const file of files) {
        if (safePath(file.path) !== file.path) throw new Error(`not a path of a checked hand-in: ${file.path}`);
      }
      const reply = await runOnce(files, signal);
      const result = reply instanceof JailEnded ? stopped(reply.why) : judge(reply, files);
      if (result !== "broken") return result;
      // told apart by an honest program: if that fails as well, the fault is ours
      const honest = await runOnce([{ path: "solution.ts", text: "export const one: number = 1;\n" }], signal);
      if (honest instanceof JailEnded || judge(honest, []) === "broken")
        throw new Error("the compiler does not work on this machine", { cause: reply });
      return stopped("unknown");
    },
    async close() {
      closed = true;
      process.off("exit", atExit);
      await spare?.then(
        (jail) => jail.stop(),
        () => {},
      );
      yard.remove();
    },
  };
}

function requestFor(files: readonly SourceFile[], yard: JailYard, nabla: string): JailRequest {
  const check = [
    yard.tools.checker,
    ...["--noEmit", "--pretty", "false", "--strict", "--target", "es2025", "--lib", "es2023", "--module", "esnext"],
    ...["--moduleResolution", "bundler", "--allowImportingTsExtensions", "--moduleDetection", "force"],
    ...["--types", "", "--skipDefaultLibCheck"],
    "../console.d.ts",
    ...files.map((file) => `./${file.path}`),
  ];
  const bundle = [
    yard.tools.bundler,
    "./solution.ts",
    ...["--bundle", "--format=esm", "--platform=neutral", "--target=node24", "--charset=utf8", "--legal-comments=none"],
    ...["--sourcemap=external", "--sources-content=false", "--log-level=error", "--log-limit=20", "--color=false"],
    '--tsconfig-raw={"compilerOptions":{"target":"ES2025","strict":true,"useDefineForClassFields":true}}',
    "--outfile={scratch}/out/solution.js",
  ];
  return {
    files: [
      ...files.map((file) => ({ path: `src/${file.path}`, text: file.text })),
      { path: "probe.ts", text: probe.text },
      { path: "console.d.ts", text: consoleTypes },
      {
        path: "node_modules/nabla/package.json",
        text: '{"name":"nabla","type":"module","main":"index.js","types":"index.d.ts"}',
      },
      { path: "node_modules/nabla/index.d.ts", text: nabla },
      // types only: what is imported from it is erased
      { path: "node_modules/nabla/index.js", text: "export {};\n" },
    ],
    folder: "src",
    check: [...check, PROBE],
    checkInPortuguese: [...check, PROBE, "--locale", "pt-br"],
    bundle,
    output: "out/solution.js",
  };
}

function stopped(why: "time" | "memory" | "unknown"): Compiled {
  return { ok: false, messages: [about("solution.ts", limitMet(why), "error")] };
}

/** @returns "broken" when a tool failed without a word about the program */
function judge(reply: JailReply, files: readonly SourceFile[]): Compiled | "broken" {
  if (!reply.check.started || !reply.bundle.started) return "broken";
  const diagnostics = parseDiagnostics(reply.check.out);
  const localised = pairUp(diagnostics, parseDiagnostics(reply.again?.out ?? ""));
  const errors: Message[] = [];
  const warnings: Message[] = [];
  diagnostics.forEach((diagnostic, index) => {
    const words = ownWords(diagnostic) ?? localised[index];
    if (diagnostic.file === PROBE) {
      const name = probe.exportOnLine.get(diagnostic.line);
      if (name === undefined) return;
      const details = words ?? { en: diagnostic.text, "pt-BR": diagnostic.text };
      const at = placeOfExport(name, files);
      const text = differentSignature(name, details);
      warnings.push(messageOf({ ...diagnostic, ...at, text: text.en }, files, "warning", text));
    } else errors.push(messageOf(inHandIn(diagnostic), files, "error", words));
  });
  if (errors.length > 0) return { ok: false, messages: errors.slice(0, maxMessages) };
  if (reply.check.code !== 0 && diagnostics.length === 0) return limitOf(reply.check);
  if (reply.bundle.code !== 0 || reply.code === undefined || reply.sourceMap === undefined) {
    const messages = parseBundlerErrors(reply.bundle.err, files);
    return messages.length > 0 ? { ok: false, messages: messages.slice(0, maxMessages) } : limitOf(reply.bundle);
  }
  return { ok: true, program: { code: reply.code, sourceMap: tidySources(reply.sourceMap) }, warnings };
}

/** A complaint about a file of ours (a global declared twice) is shown with the hand-in as a whole. */
function inHandIn(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.file === "" || diagnostic.file.startsWith("../")
    ? { ...diagnostic, file: "solution.ts", line: 1, column: 1 }
    : diagnostic;
}

function limitOf(run: ToolRun): Compiled | "broken" {
  if (run.signal === "SIGXCPU" || run.signal === "SIGKILL") return stopped("time");
  if (/out of memory|cannot allocate memory|pthread_create failed/i.test(run.err)) return stopped("memory");
  if (/stack overflow|goroutine stack exceeds/i.test(run.err)) return stopped("unknown");
  return "broken";
}

/** Sources by their path in the hand-in: the bundle lies in a folder beside it. */
function tidySources(sourceMap: string): string {
  const map = JSON.parse(sourceMap) as { sources: string[] };
  return JSON.stringify({ ...map, sources: map.sources.map((source) => source.replace(/^.*?\.\.\/src\//, "")) });
}
