import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../../grader/cli/main.ts";
import type { Terminal } from "../../../grader/cli/terminal.ts";

let work: string;

const quiz = (id: string, questions: string[]) => `id: ${id}
title: { en: Q, pt-BR: Q }
zones:
  - questions: [${questions.map((question) => `{ id: ${question}, points: 1 }`).join(", ")}]
`;
const question = (id: string, rest: string) => `id: ${id}
title: { en: T, pt-BR: T }
text: { en: Work it out., pt-BR: Calcule. }
solution: { en: So., pt-BR: Assim. }
${rest}`;

const sound = question(
  "sound",
  "parameters: { p: { number: { from: 1, to: 9 } } }\nfields: [{ id: a, kind: numeric, answer: 2*p }]\n",
);
const made = question(
  "made",
  "generator: { file: made.generate.ts, variants: 12 }\nfields: [{ id: a, kind: numeric, answer: g }]\n",
);
const generator = `import type { Random } from "./random.ts";
export function generate(random: Random) { return { g: random.multiple(1, 9, 0.1) }; }
`;
const program = (solution: string, wrong = "") =>
  question(
    "program",
    `fields:
  - id: c
    kind: code
    starter: "export function gradientDescent() {}"
    solution: |
      ${solution}
    check: { id: step, kind: gradient-descent, points: 1, cases: [{ parameters: 3, steps: 2, options: { alpha: 0.1 } }] }
${wrong}`,
  );
const step = (sign: string) =>
  `export const gradientDescent = (w: number[], g: number[], state: unknown, { alpha }: { alpha: number }) => ({ w: w.map((wi, i) => wi ${sign} alpha * g[i]), state });`;
const climbing = (code: string) => `wrong:
  - why: { en: climbs, pt-BR: sobe }
    answers:
      c: |
        ${step("+")}
    code: ${code}
`;

async function write(files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(work, "q-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

async function validate(dir: string, over: Partial<Terminal> = {}) {
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
  return { code: await main(["validate", dir], terminal), out, err };
}

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "nabla-quiz-"));
});
afterAll(() => rm(work, { recursive: true, force: true }));

describe("nabla validate QUIZ", () => {
  test("proves parameters, generators and programs, with progress", async () => {
    const dir = await write({
      "quiz.yaml": quiz("whole", ["sound", "made", "program"]),
      "questions/sound.yaml": sound,
      "questions/made.yaml": made,
      "questions/made.generate.ts": generator,
      "questions/program.yaml": program(step("-"), climbing("sign-flipped")),
    });
    const { code, out, err } = await validate(dir, { live: true });
    expect(out).toMatch(
      /^✓ whole: 3 questions\n✓ sound \(\d+ variants\)\n✓ made \(1\d variants\)\n✓ program \(1 variant\)\nvalid\n$/,
    );
    expect(code).toBe(0);
    expect(err).toContain("1/3 sound: 200 variants");
  }, 60_000);

  test("says for every problem the file, the field, the seed and what to do; exit 1", async () => {
    const dir = await write({
      "quiz.yaml": quiz("broken", ["sound", "made", "program"]),
      "questions/sound.yaml": sound.replace("2*p", "100000*p"),
      "questions/made.yaml": made,
      "questions/made.generate.ts": generator.replace("9, 0.1", "9, 0"),
      "questions/program.yaml": program(step("+"), climbing("step-size-ignored")),
    });
    const { code, out } = await validate(dir);
    expect(code).toBe(1);
    expect(out).toMatch(
      /✗ sound .*\n {2}\S*sound\.yaml:1:1: error: field "a", seed "0": \d+ is larger than 10000: exclude it by `require`/,
    );
    expect(out).toMatch(/✗ made .*\n {2}\S*made\.yaml:1:1: error: /);
    expect(out).toMatch(/the solution does not score full marks: wrong_answer/);
    expect(out).toMatch(/is not recognised as step-size-ignored, but as sign-flipped/);
    expect(out).toMatch(/\d problem\(s\)\n$/);
  }, 60_000);

  test("a quiz that cannot be read is exit 2, with line and column, and nothing on standard output", async () => {
    const dir = await write({ "quiz.yaml": quiz("x", ["missing"]) });
    const { code, out, err } = await validate(dir);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/quiz\.yaml:4:\d+: error: .*there is no questions\/missing\.yaml/);
  });

  test("a folder that is none of the three", async () => {
    const dir = await write({ "notes.txt": "" });
    const { code, err } = await validate(dir);
    expect(code).toBe(2);
    expect(err).toMatch(/neither a project\.yaml nor a quiz\.yaml nor a course\.yaml/);
  });
});

describe("nabla validate COURSE", () => {
  const course = (quizzes: string) => `slug: c\ntitle: { en: C, pt-BR: C }\nprojects: []\nquizzes: [${quizzes}]\n`;

  test("proves the quizzes that the course lists and names those that it does not", async () => {
    const dir = await write({
      "course.yaml": course("{ folder: quizzes/one, slug: one }"),
      "quizzes/one/quiz.yaml": quiz("one", ["sound"]),
      "quizzes/one/questions/sound.yaml": sound,
      "quizzes/two/quiz.yaml": quiz("two", ["sound"]),
      "quizzes/two/questions/sound.yaml": sound,
    });
    const { code, out } = await validate(dir);
    expect(code).toBe(0);
    expect(out).toMatch(/✓ one: 1 question\n/);
    expect(out).not.toMatch(/✓ two/);
    expect(out).toMatch(/! \S*two is not in course\.yaml/);
  }, 60_000);

  test("a course with nothing in it is not proved", async () => {
    const dir = await write({ "course.yaml": course("") });
    const { code, err } = await validate(dir);
    expect(code).toBe(2);
    expect(err).toMatch(/lists neither a project nor a quiz/);
  });
});
