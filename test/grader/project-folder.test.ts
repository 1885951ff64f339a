import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadProject, parseProject } from "../../grader/project-folder.ts";
import { projectDir } from "./pipeline.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "nabla-project-"));
  await cp(projectDir, dir, { recursive: true });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const yamlWith = (checks: string) => `id: p
title: { en: A, pt-BR: B }
seed: s
exercises:
  - id: ex1
    title: { en: A, pt-BR: B }
    hints: { en: [], pt-BR: [] }
    checks:
${checks}`;

const gradientCheck = (family: string) => `      - id: ex1.a
        kind: gradient
        points: 1
        cases:
          - ${family}
`;

describe("loadProject", () => {
  test("reads the project, both statements, starter and solution", async () => {
    const loaded = await loadProject(dir);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.messages));
    expect(loaded.folder.project.id).toBe("project-2");
    expect(loaded.folder.starter.map(({ path }) => path)).toContain("solution.ts");
    expect(loaded.folder.solution.length).toBeGreaterThan(1);
    expect(loaded.folder.statements["pt-BR"]).not.toBe(loaded.folder.statements.en);
  });

  test("the content hash changes with any file and with nothing else", async () => {
    const hash = async () => {
      const loaded = await loadProject(dir);
      return loaded.ok ? loaded.folder.contentHash : "";
    };
    const first = await hash();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash()).toBe(first);
    const statement = join(dir, "statement.en.md");
    await writeFile(statement, `${await readFile(statement, "utf8")}\n`);
    expect(await hash()).not.toBe(first);
  });

  test.each(["project.yaml", "statement.pt-BR.md", "starter/solution.ts", "solution/solution.ts"])(
    "says that %s is missing",
    async (path) => {
      await rm(join(dir, path));
      const loaded = await loadProject(dir);
      expect(loaded).toMatchObject({ ok: false, messages: [{ file: path }] });
    },
  );

  test("says that there is no such folder", async () => {
    expect(await loadProject(join(dir, "nowhere"))).toMatchObject({ ok: false });
  });
});

describe("parseProject names the place of a problem", () => {
  test.each([
    ["broken YAML", "id: [", 1],
    [
      "an unknown kind",
      yamlWith("      - id: ex1.a\n        kind: gradients\n        points: 1\n        cases: []\n"),
      10,
    ],
    [
      "a misspelt field",
      yamlWith(gradientCheck("{ layers: [2, 2, 1], activations: [tanh, linear], exampels: 3 }")),
      13,
    ],
    ["too few functions", yamlWith(gradientCheck("{ layers: [2, 2, 1], activations: [tanh] }")), 13],
    ["a gate with three inputs", yamlWith(gradientCheck("{ layers: [3, 1], activations: [tanh], dataset: xor }")), 13],
    [
      "shares without softmax",
      yamlWith(gradientCheck("{ layers: [3, 2], activations: [tanh], targets: distribution }")),
      13,
    ],
  ])("%s", (_name, text, line) => {
    const parsed = parseProject(text);
    if (parsed.ok) throw new Error("it was accepted");
    expect(parsed.messages[0]).toMatchObject({ file: "project.yaml", line });
    expect(parsed.messages[0]!.text.length).toBeGreaterThan(5);
  });

  test("one id twice", () => {
    const twice = gradientCheck("{ layers: [2, 1], activations: [tanh] }");
    const parsed = parseProject(yamlWith(twice + twice));
    // the second of them
    expect(parsed).toMatchObject({ ok: false, messages: [{ line: 14, column: 13 }] });
  });

  test("each misspelt key where it stands", () => {
    const text = yamlWith(gradientCheck("{ layers: [2, 1], activations: [tanh], exampels: 3, drows: 2 }"));
    const parsed = parseProject(text.replace("seed: s", "sead: s"));
    if (parsed.ok) throw new Error("it was accepted");
    const said = parsed.messages.map(({ line, column, text: words }) => [line, column, words.match(/"(.*)"/)?.[1]]);
    expect(said).toContainEqual([3, 1, "sead"]);
    expect(said).toContainEqual([13, 52, "exampels"]);
    expect(said).toContainEqual([13, 65, "drows"]);
  });

  test("hyper-parameters that the rule does not know, or lacks", () => {
    const parsed = parseProject(
      yamlWith(
        "      - id: ex1.a\n        kind: adam\n        points: 1\n        cases:\n          - { parameters: 2, steps: 2, options: { alpha: 1, rho: 1 } }\n",
      ),
    );
    if (parsed.ok) throw new Error("it was accepted");
    const text = parsed.messages.map((message) => message.text).join("\n");
    expect(text).toMatch(/beta1/);
    expect(text).toMatch(/rho/);
  });
});
