import { expect, test } from "vitest";
import { mutantsOf } from "../../../grader/exercises/standard-mutants.ts";
import { probeAgainst } from "../../../grader/exercises/standard-probes.ts";
import { exerciseKinds } from "../../../grader/kinds.ts";
import { type Project, projectSchema } from "../../../grader/project.ts";
import { mutantStep } from "../../../grader/validate/mutants.ts";
import { mutantsAside } from "../../../grader/validate/mutants-aside.ts";

const nothing: Project = {
  ...projectSchema.parse({
    id: "weak",
    title: { en: "W", "pt-BR": "W" },
    seed: "s",
    exercises: [
      {
        id: "ex1",
        title: { en: "A", "pt-BR": "A" },
        hints: { en: [], "pt-BR": [] },
        checks: [
          {
            id: "ex1.a",
            kind: "loss",
            points: 1,
            cases: [{ layers: [2, 3, 1], activations: ["tanh", "logistic"], examples: 1 }],
          },
        ],
      },
    ],
  }),
};

test.each(exerciseKinds)("of %s, whatever no check catches has a case named that would", (kind) => {
  const { tried, survivors } = mutantsOf({ ...nothing, exercises: [] }, kind);
  expect(survivors).toHaveLength(tried); // no check catches nothing
  expect(survivors.filter((code) => probeAgainst(kind, code) === null)).toEqual([]);
});

test("the case named does catch the mutant once it is in the project", async () => {
  const { parse } = await import("yaml");
  const { problems } = mutantStep(nothing, "loss");
  expect(problems.length).toBeGreaterThan(3);
  const cases = problems.flatMap(({ probe }) => parse(probe!) as object[]);
  const [exercise] = nothing.exercises;
  const check = { ...exercise!.checks[0]!, cases: [...exercise!.checks[0]!.cases, ...cases] };
  const cured = projectSchema.parse({ ...nothing, exercises: [{ ...exercise!, checks: [check] }] });
  expect(mutantStep(cured, "loss").problems).toEqual([]);
});

async function all(steps: AsyncIterable<unknown>) {
  const found: unknown[] = [];
  for await (const step of steps) found.push(step);
  return found;
}

test("in a thread it says the same", async () => {
  expect(await all(mutantsAside(nothing, ["loss"]))).toEqual([mutantStep(nothing, "loss")]);
});

test("cases that take too long are the project's problem, and nobody waits for them", async () => {
  const [step] = (await all(mutantsAside(nothing, ["hessian", "loss"], { withinMs: 1 }))) as {
    problems: { text: { en: string } }[];
  }[];
  expect(step!.problems[0]!.text.en).toMatch(/hessian: its cases take more than/);
});

test("whoever stops waiting is not kept", async () => {
  const stop = new AbortController();
  const steps = all(mutantsAside(nothing, ["hessian", "gradient"], { signal: stop.signal }));
  stop.abort(new Error("no longer wanted"));
  await expect(steps).rejects.toThrow("no longer wanted");
});
