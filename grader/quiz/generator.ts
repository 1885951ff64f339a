import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Compiled, Compiler } from "../compile/types.ts";
import type { Failure, Limits, Program, Sandbox } from "../sandbox/types.ts";
import { type Values, valuesSchema } from "./values.ts";

/** An instructor's program is walled in like a student's. */
export interface GeneratorTools {
  compiler: Compiler;
  sandbox: Sandbox;
}

export type Generated = { ok: true; values: Values } | { ok: false; message: string };

const limits: Limits = { cpuMs: 2000, wallMs: 10_000, memoryMiB: 256, outputBytes: 10_000 };
/** characters of the values as JSON */
const longest = 300_000;

const textOfFile = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/**
 * Only numbers leave a box: the values are written as JSON in there and cross as UTF-16 code units, the length first.
 * JSON writes NaN and Infinity as null, which no value may be.
 */
const entry = `
import { generate } from "./generate.ts";
import { type Random, randomOf } from "./random.ts";
const run: (random: Random) => unknown = generate;
let text = "";
export function make(options: { seed: string }): number {
  text = JSON.stringify(run(randomOf(options.seed))) ?? "null";
  return text.length;
}
export function codes(): number[] {
  return Array.from({ length: text.length }, (_, k) => text.charCodeAt(k));
}
`;

/** Compiling takes a second and all variants of a question need the same program. */
const compiled = new WeakMap<Compiler, Map<string, Promise<Compiled>>>();
const keep = 20;

function compile(source: string, compiler: Compiler): Promise<Compiled> {
  const known = compiled.get(compiler) ?? new Map<string, Promise<Compiled>>();
  compiled.set(compiler, known);
  const key = createHash("sha256").update(source).digest("hex");
  const before = known.get(key);
  if (before) return before;
  const result = compiler.compile([
    { path: "solution.ts", text: entry },
    { path: "generate.ts", text: source },
    { path: "random.ts", text: textOfFile("./generator-random.ts") },
    { path: "seeded-random.ts", text: textOfFile("../random.ts") },
  ]);
  known.set(key, result);
  // our own failure is tried again
  result.catch(() => known.delete(key));
  if (known.size > keep) known.delete(known.keys().next().value!);
  return result;
}

/**
 * Runs a question's generator, `export function generate(random: Random)`, once, in a box of its own. `Random` is imported as a
 * type from "./random.ts". What the author did wrong is returned; a throw is our own fault.
 */
export async function generateValues(source: string, seed: string, tools: GeneratorTools): Promise<Generated> {
  const result = await compile(source, tools.compiler);
  if (!result.ok) return { ok: false, message: result.messages.map(inOneLine).join("\n") };
  const text = await runIn(result.program, seed, tools.sandbox);
  if (!text.ok) return text;
  let json: unknown;
  try {
    json = JSON.parse(text.text);
  } catch {
    // JSON.stringify was tampered with in the box
    return { ok: false, message: "what it returns is not JSON" };
  }
  const values = valuesSchema.safeParse(json);
  if (values.success) return { ok: true, values: values.data };
  const why = values.error.issues.map(({ path, message, ...issue }) =>
    [...path, issue.code === "invalid_key" ? issue.issues[0]?.message : message].join(": "),
  );
  return { ok: false, message: `it must return the parameters as an object of plain data: ${why.join("; ")}` };
}

async function runIn(
  program: Program,
  seed: string,
  sandbox: Sandbox,
): Promise<{ ok: true; text: string } | { ok: false; message: string }> {
  const session = await sandbox.open(program, limits);
  const failed = (failure: Failure) => ({ ok: false as const, message: inWords(failure) });
  try {
    const length = await session.call({ export: "make", args: [{ value: { seed } }], shape: "number" });
    if (length.status !== "returned") return failed(length);
    const characters = length.values[0]!;
    if (!Number.isInteger(characters) || characters < 0 || characters > longest) {
      return { ok: false, message: `it returns more than ${longest} characters as JSON` };
    }
    const codes = await session.call({ export: "codes", args: [], shape: { vector: characters } });
    if (codes.status !== "returned") return failed(codes);
    return { ok: true, text: Array.from(codes.values, (code) => String.fromCharCode(code)).join("") };
  } finally {
    await session.close();
  }
}

/** Their file is the one that the author knows; ours are in order. */
function inOneLine({ file, line, column, text }: { file: string; line: number; column: number; text: string }): string {
  return file === "generate.ts" ? `line ${line}, column ${column}: ${text}` : text;
}

function inWords({ explanation, at, error }: Failure): string {
  const where = at && at.file === "generate.ts" ? `line ${at.line}: ` : "";
  return where + (error ? `${error.name}: ${error.message}` : explanation.en);
}
