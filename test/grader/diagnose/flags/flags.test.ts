import { describe, expect, test } from "vitest";
import { centralDifferences } from "../../../../grader/compare/finite-differences.ts";
import { norm } from "../../../../grader/compare/norm.ts";
import { disguisesOf, poisoned } from "../../../../grader/diagnose/flags/disguise.ts";
import { hardCodedOutput } from "../../../../grader/diagnose/flags/hard-coded-output.ts";
import { nearTolerance } from "../../../../grader/diagnose/flags/near-tolerance.ts";
import { networkFlags } from "../../../../grader/diagnose/flags/network-flags.ts";
import {
  growthExponent,
  numericalDifferentiation,
} from "../../../../grader/diagnose/flags/numerical-differentiation.ts";
import { singlePrecision } from "../../../../grader/diagnose/flags/single-precision.ts";
import { gradient } from "../../../../grader/oracle/gradient.ts";
import { loss } from "../../../../grader/oracle/loss.ts";
import { flatten, unflattenNetwork } from "../../../../grader/oracle/parameters.ts";
import { correctStyles } from "../../../fixtures/correct-styles.ts";
import { drawNetwork, type PosedNetwork } from "../../../fixtures/networks.ts";
import { answerOf, oracleAnswer, type Posed, pose, standardFamilies } from "../probes.ts";

const posed = pose("gradient", [
  ...standardFamilies,
  { sizes: [3, 3, 3, 3], activations: ["tanh", "logistic", "logistic"], examples: 5, scale: 12, seed: "a" },
]);
const measure = (answer: (c: Posed["case"]) => Float64Array) =>
  posed.map(({ case: c, right, bound, exact }) => ({ student: answer(c), right, bound, exact }));

async function byDifferences({ net, X, D }: PosedNetwork, h?: number): Promise<Float64Array> {
  return centralDifferences((w) => loss(unflattenNetwork(w, net), X, D), flatten(net), h);
}

const relative = (a: Float64Array, b: Float64Array) => norm(a.map((v, i) => v - b[i]!)) / norm(b);

describe("correct programs carry no flag", () => {
  test.each(correctStyles)("$name", ({ program }) => {
    const answers = measure((c) => answerOf("gradient", program, c)!);
    expect(numericalDifferentiation(answers)).toBeNull();
    expect(singlePrecision(answers)).toBeNull();
    expect(nearTolerance(answers)).toBeNull();
    expect(hardCodedOutput(answers)).toBeNull();
  });
});

test("a float32 program is single precision and nothing worse", () => {
  const answers = measure((c) => oracleAnswer("gradient", c, { round: Math.fround }));
  expect(singlePrecision(answers)?.code).toBe("single-precision");
  expect(numericalDifferentiation(answers)).toBeNull();
  expect(nearTolerance(answers)).toBeNull();
});

test("so is a program that works in float32 and divides in float64", () => {
  const answers = measure((c) => {
    const sum = oracleAnswer("gradient", c, { round: Math.fround });
    return sum.map((v) => (v * 3) / 3.0000000001);
  });
  expect(singlePrecision(answers)?.evidence).toMatch(/relative error/);
  expect(networkFlags("gradient", answers).map((flag) => flag.code)).toEqual(["single-precision"]);
});

test.each([3e-5, 1e-5, 1e-6])("central differences with h = %d have an error of their own kind", async (h) => {
  const answers = await Promise.all(
    posed.slice(0, 4).map(async ({ case: c, ...rest }) => ({ ...rest, student: await byDifferences(c, h) })),
  );
  expect(numericalDifferentiation(answers)?.evidence).toMatch(/relative error/);
  expect(singlePrecision(answers)).toBeNull();
});

test("large targets spoil differences, not derivatives", async () => {
  const plain = drawNetwork({ sizes: [3, 4, 2], activations: ["tanh", "linear"], examples: 4 });
  const spoilt = poisoned(plain)!;
  const errors = async (answer: (c: PosedNetwork) => Promise<Float64Array>) => ({
    plain: relative(await answer(plain), flatten(gradient(plain.net, plain.X, plain.D))),
    poisoned: relative(await answer(spoilt), flatten(gradient(spoilt.net, spoilt.X, spoilt.D))),
  });
  const ofDifferences = await errors((c) => byDifferences(c));
  expect(numericalDifferentiation([], { poisoned: [ofDifferences] })?.evidence).toMatch(/targets/);
  for (const { program } of correctStyles) {
    const own = await errors(async (c) => answerOf("gradient", program, c)!);
    expect(numericalDifferentiation([], { poisoned: [own] })).toBeNull();
  }
  expect(poisoned(drawNetwork({ sizes: [2, 2], activations: ["logistic"], examples: 1 }))).toBeNull();
});

test("a loop over the parameters shows in the number of calls, even where its numbers are exact", () => {
  const widths = [8, 16, 32, 64];
  const parameters = (width: number) => width * (width + 1) + width + 1;
  const backpropagation = widths.map((width) => ({ parameters: parameters(width), calls: 8 * (width + 1) }));
  const complexStep = widths.map((width) => ({
    parameters: parameters(width),
    calls: 8 * (width + 1) * parameters(width),
  }));
  expect(growthExponent(backpropagation)).toBeLessThan(0.7);
  expect(numericalDifferentiation([], { counts: backpropagation })).toBeNull();
  expect(numericalDifferentiation([], { counts: complexStep })?.evidence).toMatch(/Math/);
  expect(growthExponent([{ parameters: 10, calls: 0 }])).toBeNull();
});

test("numbers that were learnt by heart do not follow the case", () => {
  const [first, second] = posed;
  const student = first!.right;
  const asked = [first!, second!].map(({ right, bound }) => ({ student, right, bound }));
  expect(hardCodedOutput(asked)?.code).toBe("hard-coded-output");

  const honest = (c: PosedNetwork) => flatten(gradient(c.net, c.X, c.D));
  const learnt = (c: PosedNetwork) => (c.net === first!.case.net ? student : new Float64Array(student.length));
  for (const [program, flagged] of [
    [honest, false],
    [learnt, true],
  ] as const) {
    const relations = disguisesOf(first!.case).map(({ name, back, ...c }) => ({
      name,
      plain: program(first!.case),
      disguised: back(program(c)),
      bound: first!.bound,
    }));
    expect(relations.length).toBe(4);
    expect(hardCodedOutput([], relations) !== null).toBe(flagged);
  }
});

test("an answer at the edge of the bound is worth a look", () => {
  const answers = posed.map(({ right, bound, exact }) => ({
    student: right.map((v, i) => v + 0.9 * bound[i]!),
    right,
    bound,
    exact,
  }));
  expect(nearTolerance(answers)?.evidence).toMatch(/90 %/);
});
