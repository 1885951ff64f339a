import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../../grader/compile/compiler.ts";
import { probeOfSignatures } from "../../../grader/compile/signatures.ts";
import type { Compiled, Compiler } from "../../../grader/compile/types.ts";
import { readFolder } from "../../../grader/intake/hand-in.ts";
import { placeInSource } from "../../../grader/sandbox/trace.ts";

let compiler: Compiler;
beforeAll(() => {
  compiler = createCompiler();
});
afterAll(() => compiler?.close());

const compile = (files: Record<string, string> | string): Promise<Compiled> =>
  compiler.compile(
    Object.entries(typeof files === "string" ? { "solution.ts": files } : files).map(([path, text]) => ({
      path,
      text,
    })),
  );

async function run(files: Record<string, string> | string): Promise<Record<string, unknown>> {
  const compiled = await compile(files);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.messages, null, 2));
  return import(`data:text/javascript,${encodeURIComponent(compiled.program.code)}`);
}

test("compilations at the same time each get their own program", async () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  const programs = await Promise.all(numbers.map((n) => run(`export const own: number = ${n};`)));
  expect(programs.map(({ own }) => own)).toEqual(numbers);
});

describe("what tsc can emit runs", () => {
  const answers: [what: string, files: Record<string, string> | string][] = [
    [
      "enums, const enums and declaration merging",
      "enum A { x = 20 } const enum B { y = 22 } enum A { z = 0 } export const answer = A.x + B.y + A.z;",
    ],
    [
      "namespaces",
      "namespace N { export const a = 40; } namespace N { export const b = 2; } export const answer = N.a + N.b;",
    ],
    [
      "parameter properties",
      "class P { constructor(readonly a: number, private b = 2) {} sum() { return this.a + this.b; } } export const answer = new P(40).sum();",
    ],
    [
      "decorators",
      "function twice(f: () => number, _: ClassMethodDecoratorContext) { return () => 2 * f(); } class C { @twice get21() { return 21; } } export const answer = new C().get21();",
    ],
    [
      "class fields as the standard has them",
      "class A { x = 42; y; constructor() { this.y = this.x; } } export const answer = new A().y;",
    ],
    [
      "satisfies, assertions, generics, overloads",
      "function id(x: number): number; function id(x: string): string; function id(x: unknown) { return x; } const o = { a: 42 } satisfies Record<string, number>; export const answer = id(o.a) as number;",
    ],
    [
      "the library of ES2023",
      "export const answer = [42, 1].toSorted().at(-1)! + [1, 2].findLast((x) => x === 1)! - 1;",
    ],
    ["top-level await", "export const answer = await Promise.resolve(42);"],
    [
      "import without an extension",
      { "solution.ts": 'import { a } from "./a"; export const answer = a;', "a.ts": "export const a = 42;" },
    ],
    [
      "import with .ts",
      { "solution.ts": 'import { a } from "./a.ts"; export const answer = a;', "a.ts": "export const a = 42;" },
    ],
    [
      "import with .js",
      { "solution.ts": 'import { a } from "./a.js"; export const answer = a;', "a.ts": "export const a = 42;" },
    ],
    [
      "a folder's index",
      {
        "solution.ts": 'import { a } from "./deep"; export const answer = a;',
        "deep/index.ts": 'export { a } from "../other/a.js";',
        "other/a.ts": "export const a = 42;",
      },
    ],
    [
      "re-exported types",
      {
        "solution.ts": 'export { T, answer } from "./a";',
        "a.ts": "export interface T { x: number } export const answer = 42;",
      },
    ],
    [
      "import cycles",
      {
        "solution.ts": 'import { b } from "./b"; export const a = () => 40; export const answer = b();',
        "b.ts": 'import { a } from "./solution"; export const b = () => a() + 2;',
      },
    ],
    [
      "a declaration file",
      {
        "solution.ts": 'import type { T } from "./t"; export const answer: T = 42;',
        "t.d.ts": "export type T = number;",
      },
    ],
    [
      "the types of nabla, with and without `type`",
      'import type { Network } from "nabla"; import { Layer } from "nabla"; export type { Matrix } from "nabla"; const net: Network = []; const l: Layer[] = net; export const answer = 42 + l.length;',
    ],
    ["syntax of the compiler's own target", "export const answer = /^[\\d--1]+$/v.test('42') ? 42 : 0;"],
    ["a byte-order mark and CRLF", "\uFEFFexport const answer: number =\r\n  42;\r\n"],
    [
      "an unused file that is a script",
      {
        "solution.ts": "const name = 42; export const answer = name;",
        "notes.ts": "const name = 'x';\nlet answer = 1;",
      },
    ],
  ];
  test.each(answers)("%s", async (_, files) => {
    expect((await run(files)).answer).toBe(42);
  });

  test("an export called default or several at once", async () => {
    const module = await run("const a = 1; export { a as loss, a as train }; export default a;");
    expect({ ...module }).toMatchObject({ loss: 1, train: 1, default: 1 });
  });
});

describe("errors", () => {
  const cases: [
    what: string,
    files: Record<string, string> | string,
    at: [string, number, number],
    code: string,
    pt: RegExp,
  ][] = [
    [
      "a wrong type",
      "export const a = 1;\nexport const b: string = a;\n",
      ["solution.ts", 2, 14],
      "TS2322",
      /não pode ser atribuído/,
    ],
    ["an implicit any", "export function f(x) {\n  return x;\n}\n", ["solution.ts", 1, 19], "TS7006", /implicitamente/],
    [
      "a possible undefined",
      "const m = new Map<string, number>();\nexport const a = m.get('x') + 1;\n",
      ["solution.ts", 2, 18],
      "TS2532",
      /indefinido|undefined/,
    ],
    ["an unknown name", "export const a = b;\n", ["solution.ts", 1, 18], "TS2304", /Não é possível/],
    ["syntax", "export const a = ;\n", ["solution.ts", 1, 18], "TS1109", /Expressão/],
    [
      "an error in another file",
      { "solution.ts": 'import "./lib/a";', "lib/a.ts": "\nconst x: number = 'a';\nexport {};" },
      ["lib/a.ts", 2, 7],
      "TS2322",
      /atribuído/,
    ],
    [
      "an error in a file that nothing imports",
      { "solution.ts": "export {};", "b.ts": "export const x: number = 'a';" },
      ["b.ts", 1, 14],
      "TS2322",
      /atribuído/,
    ],
    [
      "Node's modules",
      'import * as fs from "node:fs";\nexport const a = fs;\n',
      ["solution.ts", 1, 21],
      "TS2591",
      /não pode ser importado/,
    ],
    [
      "a package",
      'import tf from "@tensorflow/tfjs";\nexport const a = tf;\n',
      ["solution.ts", 1, 16],
      "TS2307",
      /não pode ser importado/,
    ],
    [
      "a file that is not there",
      'import { a } from "./A";\nexport const b = a;\n',
      ["solution.ts", 1, 19],
      "TS2307",
      /Não há o arquivo/,
    ],
    ["the DOM", "export const a = document.title;\n", ["solution.ts", 1, 18], "TS2584", /não existe aqui/],
    ["a global of Node", "export const a = process.argv;\n", ["solution.ts", 1, 18], "TS2591", /não existe aqui/],
  ];
  test.each(cases)("%s", async (_, files, [file, line, column], code, pt) => {
    const compiled = await compile(files);
    expect(compiled.ok).toBe(false);
    if (compiled.ok) return;
    const [message] = compiled.messages;
    expect(message).toMatchObject({ file, line, column, code, severity: "error" });
    expect(message!.frame).toContain(`> ${line} |`);
    expect(message!.localised?.["pt-BR"]).toMatch(pt);
    expect(message!.localised?.en).toBe(message!.text);
  });

  test("a flood of errors is cut", async () => {
    const compiled = await compile(
      Array.from({ length: 3_000 }, (_, i) => `export const a${i}: string = ${i};`).join("\n"),
    );
    expect(!compiled.ok && compiled.messages.length).toBe(30);
  });

  test("a line of a million characters is shown without its frame", async () => {
    const compiled = await compile(`export const a: string = 1; /* ${"x".repeat(900_000)} */`);
    expect(!compiled.ok && compiled.messages[0]!.frame).toBeUndefined();
  });

  test.each([
    ["parentheses", `export const a = ${"(".repeat(20_000)}1${")".repeat(20_000)};`],
    ["brackets", `export const a = ${"[".repeat(50_000)}`],
    ["typed arrows", `export const a = ${"(x: number) => ".repeat(2_000)}1;`],
    ["template literals", `export const a = ${"`${".repeat(5_000)}1${"}`".repeat(5_000)};`],
  ])("20 kB of nested %s end in a program or a message, never in a throw", async (_, text) => {
    const compiled = await compile(text);
    if (!compiled.ok) expect(compiled.messages.length).toBeGreaterThan(0);
  });

  test("files of the host are neither read nor shown", async () => {
    const compiled = await compile({
      "solution.ts":
        '/// <reference path="/etc/passwd" />\n/// <reference types="node" />\nimport x from "../probe.ts";\nimport y from "/srv/secret.ts";\nexport const a = [x, y];',
    });
    expect(compiled.ok).toBe(false);
    expect(JSON.stringify(compiled)).not.toMatch(/root:|nabla-compile/);
  });

  test("a cancelled compilation rejects, and the next one works", async () => {
    await expect(
      compiler.compile([{ path: "solution.ts", text: "export {};" }], AbortSignal.abort(new Error("stop"))),
    ).rejects.toThrow("stop");
    expect((await compile("export const a = 1;")).ok).toBe(true);
  });

  test("a path that no intake lets through is our fault", async () => {
    await expect(compile({ "../x.ts": "" })).rejects.toThrow();
  });
});

describe("signatures", () => {
  const honest = `import type { Network, Matrix, Vector, Gradient, UpdateOptions, TrainOptions, MinimizeOptions, MultiStartOptions, Activation } from "nabla";
    export function forward(net: Network, x: Vector) { return { u: [x], y: [Float64Array.from(x)], extra: net }; }
    export const loss = (net: readonly unknown[], X: readonly (readonly number[])[], D: Matrix): number => net.length + X.length + D.length;
    export function gradient(net: Network, X: Matrix, D: Matrix): Gradient { return []; }
    export function adam(w: Vector, g: Vector, state: { m: Vector } | undefined, { alpha, beta1 }: { alpha: number; beta1: number }) { return { w: w.map((x) => x * alpha * beta1), state: { m: g } }; }
    export function momentum(w: Vector, g: Vector, state: Vector | undefined, o: UpdateOptions) { return { w, state: g }; }
    export function gradientDescent(w: Vector, g: Vector, _: undefined, o: { alpha: number }) { return { w }; }
    export function train(net: Network, X: Matrix, D: Matrix, o: TrainOptions) { return { net, losses: [1] }; }
    export function minimize(f: (w: Vector) => number, grad: (w: Vector) => Vector, w0: Vector, o: MinimizeOptions) { return w0; }
    export function multiStart(sizes: number[], a: Activation[], X: Matrix, D: Matrix, o: MultiStartOptions) { return { net: [] as Network, losses: [o.random()] }; }`;

  test("of the contract, and what is wider than it, give no warning", async () => {
    expect(await compile(honest)).toMatchObject({ ok: true, warnings: [] });
  });

  test("that differ are a warning at the export, and no error", async () => {
    const compiled = await compile(
      "export const one = 1;\nexport async function loss(net: string): Promise<string> {\n  return net;\n}\n",
    );
    expect(compiled.ok && compiled.warnings).toMatchObject([
      { file: "solution.ts", line: 2, column: 23, severity: "warning" },
    ]);
  });

  test("a missing export is no compile error", async () => {
    expect(await compile("export {};")).toMatchObject({ ok: true, warnings: [] });
  });

  test("are all in the probe", () => {
    const contract = readFileSync(new URL("../../../grader/kinds.ts", import.meta.url), "utf8");
    for (const name of probeOfSignatures().exportOnLine.values()) expect(contract).toContain(`"${name}"`);
    expect(probeOfSignatures().exportOnLine.size).toBe(14);
  });
});

test("places in the bundle lead back to the student's own lines", async () => {
  const compiled = await compile({
    "solution.ts": 'import { check } from "./lib/check";\nexport function loss(): number {\n  return check(-1);\n}\n',
    "lib/check.ts":
      "type N = number;\n\nexport function check(x: N): N {\n  if (x < 0) throw new RangeError('no ' + x);\n  return x;\n}\n",
  });
  if (!compiled.ok) throw new Error("it does not compile");
  const line = compiled.program.code.split("\n").findIndex((text) => text.includes("RangeError"));
  const column = compiled.program.code.split("\n")[line]!.indexOf("new RangeError");
  const at = placeInSource(
    `RangeError: no\n    at check (nabla:submission:${line + 1}:${column + 1})`,
    compiled.program.sourceMap,
    "no",
  );
  expect(at).toMatchObject({ file: "lib/check.ts", line: 4 });
});

test.each(["solution", "starter"])("the demonstration project's %s compiles without a warning", async (folder) => {
  const root = new URL("../../../courses/t320/projects/project-2/", import.meta.url);
  const handIn = await readFolder(fileURLToPath(new URL(folder, root)));
  if (!handIn.ok) throw new Error("the hand-in is refused");
  expect(await compiler.compile(handIn.files)).toMatchObject({ ok: true, warnings: [] });
});
