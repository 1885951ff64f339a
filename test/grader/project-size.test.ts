import { expect, test } from "vitest";
import { projectSchema } from "../../grader/project.ts";
import { sizeProblems } from "../../grader/project-size.ts";
import { projectTwo } from "./pipeline.ts";

const net = { layers: [3, 4, 2], activations: ["tanh", "logistic"], examples: 5 };
const training = { method: "gradient-descent", options: { alpha: 0.1 }, epochs: 10, batch: 2 };

const problems = (kind: string, family: object) => {
  const project = projectSchema.parse({
    id: "p",
    title: { en: "P", "pt-BR": "P" },
    seed: "s",
    exercises: [
      {
        id: "ex1",
        title: { en: "A", "pt-BR": "A" },
        hints: { en: [], "pt-BR": [] },
        checks: [{ id: "ex1.a", kind, points: 1, cases: [family] }],
      },
    ],
  });
  return sizeProblems(project).map(({ path, message }) => `${path.join(".")}: ${message}`);
};

test("the course's own project is well within", async () => {
  expect(sizeProblems((await projectTwo()).project)).toEqual([]);
});

test.each<[string, string, object, RegExp | null]>([
  ["an ordinary network", "gradient", net, null],
  ["the ten thousand parameters that were measured", "gradient", { ...net, layers: [100, 98, 2] }, null],
  ["too many parameters", "gradient", { ...net, layers: [200, 200, 2] }, /40602 parameters; at most 20000/],
  ["a Hessian of too many", "hessian", { ...net, layers: [20, 20, 2] }, /462 parameters; at most 400/],
  ["too many examples", "loss", { ...net, examples: 300_000 }, /too long to pose/],
  ["too many cases", "forward", { ...net, draws: 501 }, /501 cases; at most 500/],
  ["too many epochs", "train", { ...net, training: { ...training, epochs: 60_000 } }, /too long to pose/],
  ["too many starts", "multi-start", { ...net, starts: 5000, training }, /too long to pose/],
  ["too large a matrix", "newton", { parameters: 401 }, /401 parameters; at most 400/],
  ["too many updates", "adam", { parameters: 5000, steps: 5000, options: {} }, /too long to pose/],
  [
    "too many variables",
    "minimize",
    { objective: "quadratic", dimension: 21_000, maxEvaluations: 10, tolerance: 1 },
    /at most 20000/,
  ],
])("%s", (_, kind, family, refusal) => {
  const found = problems(kind, family);
  if (refusal === null) return expect(found).toEqual([]);
  expect(found.join("\n")).toMatch(refusal);
  expect(found[0]).toMatch(/^exercises\.0\.checks\.0\.cases/);
});
