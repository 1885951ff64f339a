import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../../grader/cli/main.ts";
import type { Terminal } from "../../../grader/cli/terminal.ts";
import { reportSchema } from "../../../grader/report.ts";
import { projectDir } from "../pipeline.ts";

let work: string;
let small: string;

/** project-2 with one small exercise, so that a run costs little. */
const smallYaml = `id: small
title: { en: Small, pt-BR: Pequeno }
seed: s
exercises:
  - id: ex1
    title: { en: A, pt-BR: B }
    hints: { en: [], pt-BR: [] }
    checks:
      - { id: ex1.a, kind: loss, points: 2, cases: [{ layers: [2, 3, 2], activations: [tanh, logistic], examples: 5 }] }
      - { id: ex1.b, kind: loss, points: 3, visibility: hidden, cases: [{ layers: [2, 3, 2], activations: [tanh, logistic], examples: 7 }] }
`;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "nabla-cli-"));
  small = join(work, "small");
  await cp(projectDir, small, { recursive: true });
  await writeFile(join(small, "project.yaml"), smallYaml);
});
afterAll(() => rm(work, { recursive: true, force: true }));

async function run(args: string[], over: Partial<Terminal> = {}) {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    out: async (text) => {
      out += text;
    },
    err: async (text) => {
      err += text;
    },
    colour: false,
    live: false,
    language: "en",
    directory: work,
    root: work,
    signal: new AbortController().signal,
    ...over,
  };
  const code = await main(args, terminal);
  return { code, out, err };
}

describe("calls that cannot be carried out: exit 2, nothing on standard output", () => {
  test.each([
    ["no command", []],
    ["an unknown command", ["judge"]],
    ["an unknown option", ["grade", "--speed", "9"]],
    ["no project", ["grade", "--submission", "small/solution"]],
    ["no submission", ["grade", "--project", "small"]],
    ["a project that is not there", ["grade", "--project", "nowhere", "--submission", "small/solution"]],
    ["a submission that is not there", ["grade", "--project", "small", "--submission", "nowhere"]],
    ["an unknown backend", ["grade", "--project", "small", "--submission", "small/solution", "--backend", "gpu"]],
    ["an unknown language", ["check", "--lang", "fr"]],
    ["a word too many", ["check", "a", "b"]],
    ["a folder without a project above it", ["check", "/"]],
  ])("%s", async (_name, args) => {
    const { code, out, err } = await run([...args, "--json"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/\S/);
  });

  test("a project.yaml with a mistake: its file, line and column", async () => {
    const broken = join(work, "broken");
    await cp(small, broken, { recursive: true });
    await writeFile(join(broken, "project.yaml"), smallYaml.replace("kind: loss", "kind: lost"));
    const { code, err } = await run(["grade", "--project", broken, "--submission", small]);
    expect(code).toBe(2);
    expect(err).toMatch(/project\.yaml:9:\d+: error: exercises\.0\.checks\.0/);
  });
});

/** A file that is large without taking up the disk. */
async function truncate(path: string, bytes: number): Promise<void> {
  const file = await open(path, "w");
  await file.truncate(bytes);
  await file.close();
}

describe("grade", () => {
  const grade = (submission: string, ...more: string[]) =>
    run(["grade", "--project", "small", "--submission", submission, "--json", ...more]);

  test("the solution: one report on standard output, exit 0", async () => {
    const { code, out } = await grade("small/solution");
    expect(code).toBe(0);
    expect(reportSchema.parse(JSON.parse(out))).toMatchObject({ status: "graded", score: 5, maxScore: 5 });
  });

  test("a zip with everything in one folder, and a single file", async () => {
    const text = "export const loss = () => 1;";
    await writeFile(join(work, "one.zip"), zipSync({ "mine/solution.ts": new TextEncoder().encode(text) }));
    await writeFile(join(work, "any-name.ts"), text);
    for (const path of ["one.zip", "any-name.ts"]) {
      const { code, out } = await grade(path);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ status: "graded", score: 0 });
    }
  });

  test.each([
    ["nothing in it", "empty", async (dir: string) => void (await mkdir(dir))],
    ["no zip at all", "text.zip", (path: string) => writeFile(path, "PK not really")],
    [
      "a way out of the folder",
      "slip.zip",
      (path: string) => writeFile(path, zipSync({ "../solution.ts": new Uint8Array(3) })),
    ],
    ["one file that is not TypeScript", "solution.js", (path: string) => writeFile(path, "export const loss = 1;")],
    ["a file of gigabytes", "huge.ts", (path: string) => truncate(path, 5e9)],
    ["an archive of gigabytes", "huge.zip", (path: string) => truncate(path, 5e9)],
  ])("a hand-in that is refused is a report with status rejected: %s", async (_name, name, make) => {
    await make(join(work, name));
    const { code, out } = await grade(name);
    expect(code).toBe(0);
    const report = reportSchema.parse(JSON.parse(out));
    expect(report).toMatchObject({ status: "rejected", score: 0, maxScore: 5 });
    expect(report.messages[0]!.text.length).toBeGreaterThan(10);
    expect(report.exercises[0]!.checks.map(({ verdict }) => verdict)).toEqual(["not_run", "not_run"]);
  });

  test("one file with another ending: which name it needs, not that it is a broken archive", async () => {
    await writeFile(join(work, "solution.tsx"), "export const loss = 1;");
    const { out } = await grade("solution.tsx", "--lang", "pt-BR");
    const { messages } = reportSchema.parse(JSON.parse(out));
    expect(messages.map(({ localised }) => localised?.["pt-BR"]).join("\n")).toMatch(/há solution\.tsx: .*mude o nome/);
    expect(JSON.stringify(messages)).not.toMatch(/\.zip/);
  });

  test("a compile error is a report, and a problem-matcher line for a person", async () => {
    await writeFile(join(work, "typo.ts"), "export const loss = (): number => 'one';\n");
    const json = await grade("typo.ts");
    expect(JSON.parse(json.out)).toMatchObject({ status: "compile_error", score: 0 });
    const text = await run(["grade", "--project", "small", "--submission", "typo.ts"]);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/solution\.ts:1:\d+: error: TS2322/);
  });

  test("for a person: scores, the first failing check, the mistake in words, in their language", async () => {
    await writeFile(
      join(work, "half.ts"),
      (await readFile(join(small, "solution", "loss.ts"), "utf8")).replace("return sum /", "return 0.5 * sum /"),
    );
    const folder = join(work, "half");
    await cp(join(small, "solution"), folder, { recursive: true });
    await cp(join(work, "half.ts"), join(folder, "loss.ts"));
    const english = await run(["grade", "--project", "small", "--submission", "half"]);
    expect(english.out).toMatch(/Score: 0 \/ 5/);
    expect(english.out).toMatch(/half-squared-error: /);
    const portuguese = await run(["grade", "--project", "small", "--submission", "half", "--lang", "pt-BR"]);
    expect(portuguese.out).toMatch(/Nota: 0 \/ 5/);
    expect(portuguese.out).toMatch(/resposta errada/);
    expect(portuguese.out).not.toContain("htmlClass");
    expect(portuguese.out).not.toContain("\u001b");
  });

  test("a grader that cannot start: exit 3, and a report that is never scored", async () => {
    const { code, out, err } = await run(
      ["grade", "--project", "small", "--submission", "small/solution", "--json", "--backend", "webgl"],
      { chromePath: join(work, "no-such-browser") },
    );
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ status: "internal_error", score: 0 });
    expect(err).toMatch(/nabla: /);
  });
});

describe("check", () => {
  test("public checks only, in the student's own folder, by its nabla.json", async () => {
    const own = join(work, "own");
    await cp(join(small, "solution"), own, { recursive: true });
    await writeFile(join(own, "nabla.json"), JSON.stringify({ project: "../small" }));
    const { code, out } = await run(["check", "own", "--json"]);
    expect(code).toBe(0);
    const report = reportSchema.parse(JSON.parse(out));
    expect(report).toMatchObject({ score: 2, maxScore: 2 });
    expect(report.exercises[0]!.checks.map(({ id }) => id)).toEqual(["ex1.a"]);
  });

  test("finds the project above the folder it is called in", async () => {
    const { code, out } = await run(["check"], { directory: join(small, "solution") });
    expect(code).toBe(0);
    expect(out).toMatch(/Score: 2 \/ 2 \(public checks only\)/);
  });
});

describe("validate", () => {
  test("a project that lets mistakes through, with a formula that cannot be set: exit 1, each problem named", async () => {
    const weak = join(work, "weak");
    await cp(small, weak, { recursive: true });
    await writeFile(
      join(weak, "project.yaml"),
      smallYaml.replaceAll("[2, 3, 2]", "[2, 3, 1]").replaceAll(/examples: \d/g, "examples: 1"),
    );
    await writeFile(join(weak, "statement.en.md"), "# T\n\n## ex1 — A\n\n$\\frac{1}{$ and [no](missing.png)\n");
    const { code, out } = await run(["validate", "weak"]);
    expect(code).toBe(1);
    expect(out).toMatch(/no check catches missing-mean-over-examples; this case would: - \{layers: /);
    expect(out).toMatch(/statement\.en\.md:5:1: error: KaTeX/);
    expect(out).toMatch(/missing\.png leads nowhere/);
  });
});

test("validate names a family that gives no usable case", async () => {
  const dead = join(work, "dead");
  await cp(small, dead, { recursive: true });
  // so many rectifiers that one of them always sits at its kink
  const family = "layers: [2, 100, 1], activations: [relu, linear], examples: 120";
  await writeFile(join(dead, "project.yaml"), smallYaml.replaceAll(/layers: .*?examples: \d/g, family));
  const { code, out } = await run(["validate", "dead"]);
  expect(code).toBe(1);
  expect(out).toMatch(/gives no usable case/);
});

describe("validate a course", () => {
  test("every project of course.yaml, and a word on those that it does not list", async () => {
    const course = join(work, "course");
    for (const name of ["one", "other"])
      await cp(join(work, "small"), join(course, "projects", name), { recursive: true });
    const yaml = "slug: c\ntitle: { en: C, pt-BR: C }\nprojects:\n  - { folder: projects/one, slug: one }\n";
    await writeFile(join(course, "course.yaml"), yaml);
    const { out } = await run(["validate", "course"]);
    expect(out.match(/the solution scores full marks/g)).toHaveLength(1);
    expect(out).toMatch(/projects\/other is not in course\.yaml/);
  });

  test.each([
    [
      "a project that is not there",
      "slug: c\ntitle: { en: C, pt-BR: C }\nprojects: [{ folder: projects/none, slug: n }]\n",
    ],
    ["a course without projects", "slug: c\ntitle: { en: C, pt-BR: C }\nprojects: []\n"],
    ["broken YAML", "slug: [\n"],
  ])("%s: exit 2", async (name, yaml) => {
    const course = join(work, `course ${name}`);
    await mkdir(course, { recursive: true });
    await writeFile(join(course, "course.yaml"), yaml);
    const { code, err } = await run(["validate", course]);
    expect(code).toBe(2);
    expect(err).toMatch(/:\d+:\d+: error: /);
  });
});

describe("the command itself", () => {
  const portugueseShell = { PATH: process.env.PATH, LANG: "pt_BR.UTF-8" } as unknown as NodeJS.ProcessEnv;
  const bin = new URL("../../../bin/nabla.mjs", import.meta.url).pathname;

  test("under the Node that is there, exactly one report on standard output", () => {
    const { status, stdout } = spawnSync(
      "/usr/bin/env",
      ["node", bin, "grade", "--project", small, "--submission", join(small, "solution"), "--json"],
      {
        encoding: "utf8",
        env: portugueseShell,
      },
    );
    expect(status).toBe(0);
    expect(reportSchema.parse(JSON.parse(stdout))).toMatchObject({ score: 5 });
  });

  test("reads the language from LANG", () => {
    const { stdout } = spawnSync(process.execPath, [bin, "check", join(small, "solution"), "--project", small], {
      encoding: "utf8",
      env: portugueseShell,
    });
    expect(stdout).toMatch(/Nota: 2 \/ 2/);
  });
});
