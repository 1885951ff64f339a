import { strToU8, zipSync } from "fflate";

/** A .zip of texts by path. */
export const zipOf = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

/** A project of one update rule, with which every standard mutant of it is caught: the cheapest that can be proved. */
export function provableProject(id: string, over: Record<string, string> = {}): Record<string, string> {
  const program = (body: string) =>
    `export function gradientDescent(w: number[], g: number[], state: unknown, { alpha }: { alpha: number }) {\n  ${body}\n}\n`;
  return {
    "project.yaml": `id: ${id}
title: { en: Steps, pt-BR: Passos }
seed: s
exercises:
  - id: ex1
    title: { en: A step, pt-BR: Um passo }
    hints: { en: [], pt-BR: [] }
    checks:
      - { id: ex1.step, kind: gradient-descent, points: 2, cases: [{ parameters: 5, steps: 6, options: { alpha: 0.1 } }] }
`,
    "statement.en.md": "# Steps\n\n## ex1 — A step\n\nDescend.\n",
    "statement.pt-BR.md": "# Passos\n\n## ex1 — Um passo\n\nDesça.\n",
    "starter/solution.ts": program('throw new Error("not yet");'),
    "solution/solution.ts": program("return { w: w.map((x, i) => x - alpha * g[i]!), state };"),
    ...over,
  };
}
