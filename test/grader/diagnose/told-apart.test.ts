import { describe, expect, test } from "vitest";
import { informative } from "../../../grader/compare/bound.ts";
import { diagnoseNetwork } from "../../../grader/diagnose/network.ts";
import { isWrong } from "../../../grader/diagnose/recognise.ts";
import { gradientProgramMutants } from "../../fixtures/gradient-mutants.ts";
import type { NetworkSpec } from "../../fixtures/networks.ts";
import { type Patch, studentProgram } from "../../fixtures/student-program.ts";
import { answerOf, pose } from "./probes.ts";

const square = (scale: number, seed: string): NetworkSpec => ({
  sizes: [3, 3, 3, 3],
  activations: ["tanh", "tanh", "logistic"],
  examples: 5,
  scale,
  seed,
});

/** Mistakes that a network of tanh and logistic nodes cannot show, or a single call. */
const elsewhere = new Set([
  "relu-mask-wrong",
  "softmax-diagonal-only",
  "mse-for-cross-entropy",
  "accumulator-not-reset",
]);

describe.each([
  { name: "ordinary weights", scale: 1 },
  { name: "small weights", scale: 0.05 },
  { name: "saturated weights", scale: 12 },
])("no mistake is inside the bound: $name", ({ scale }) => {
  const posed = ["a", "b", "c", "d", "e", "f"]
    .flatMap((seed) => pose("gradient", [square(scale, seed)]))
    // what a project would draw again
    .filter(({ right, bound }) => {
      const layers = [0, 12, 24].map(
        (start) => [right.subarray(start, start + 12), bound.subarray(start, start + 12)] as const,
      );
      return layers.every(([r, b]) =>
        informative(
          b.map((v) => v / 8),
          r,
        ),
      );
    });
  test("some of the networks are informative", () => expect(posed.length).toBeGreaterThan(0));
  const clips = (name: string) => name === "norm 0.05" || name === "each entry to 0.02";
  const shown = gradientProgramMutants.filter(({ code, name }) => !elsewhere.has(code) && !clips(name));
  test.each(shown)("$code: $name", ({ code, patches }) => {
    const program = studentProgram(...patches);
    const wrong = posed.filter(({ case: c, right, bound }) => {
      return isWrong({ case: c, student: answerOf("gradient", program, c), right, bound });
    });
    // on saturated networks an update of 0.1 may change nothing that is left of the slopes
    const enough = scale === 12 && /update/.test(code) ? 0 : 1;
    expect(wrong.length).toBeGreaterThanOrEqual(enough);
  });
});

const codesOf = (
  patches: readonly Patch[],
  families: NetworkSpec[],
  ownLoss?: (J: number, N: number, NM: number) => number,
) => {
  const program = studentProgram(...patches);
  const plain = studentProgram();
  const probes = pose("gradient", families).map(({ case: c, right, bound }) => ({
    case: ownLoss ? { ...c, ownLoss: ownLoss(plain.loss(c.net, c.X, c.D), c.X.length, c.D[0]!.length) } : c,
    student: answerOf("gradient", program, c),
    right,
    bound,
  }));
  return diagnoseNetwork("gradient", probes).map(({ code, confidence }) => ({ code, confidence }));
};

describe("what the cases cannot tell apart is listed, not guessed", () => {
  const small: NetworkSpec[] = ["a", "b", "c"].map((seed) => ({
    sizes: [2, 2, 1],
    activations: ["tanh", "logistic"],
    examples: 5,
    seed,
  }));

  test("one hidden layer: the hidden layers are the first layer", () => {
    const found = codesOf(
      [["delta[m - 1] = throughF(net[m - 1].f, u[m - 1], y[m - 1], back);", "delta[m - 1] = back;"]],
      small,
    );
    expect(found.map(({ code }) => code)).toEqual(["missing-derivative-hidden", "missing-derivative-first-layer"]);
    expect(found[0]!.confidence).toBeLessThan(0.5);
  });

  test("one output: the mean over outputs changes nothing", () => {
    const found = codesOf([["const c = ce ? 1 / N : 1 / (N * NM);", "const c = 1;"]], small);
    expect(found.map(({ code }) => code)).toEqual(["missing-mean-over-examples", "missing-mean"]);
  });

  test("one example and a linear output: a missing mean is invisible, and nothing is named", () => {
    const families: NetworkSpec[] = [{ sizes: [2, 3, 1], activations: ["tanh", "linear"], examples: 1 }];
    expect(codesOf([["const c = ce ? 1 / N : 1 / (N * NM);", "const c = 1;"]], families)).toEqual([]);
  });
});

describe("a factor that the student's own J carries is a convention", () => {
  const families = ["a", "b"].map((seed) => square(1, seed));
  const halved: Patch[] = [["-2 * ej", "-ej"]];
  const halfSum: Patch[] = [...halved, ["const c = ce ? 1 / N : 1 / (N * NM);", "const c = 1;"]];
  test.each([
    { name: "half of J, J halved as well", patches: halved, own: (J: number) => J / 2, codes: ["half-squared-error"] },
    { name: "half of J, J right", patches: halved, own: (J: number) => J, codes: ["missing-factor-2"] },
    {
      name: "1/2 sum e^2 in both",
      patches: halfSum,
      own: (J: number, N: number, NM: number) => (J * N * NM) / 2,
      codes: ["half-squared-error"],
    },
    {
      name: "1/2 sum e^2 in the gradient only",
      patches: halfSum,
      own: (J: number) => J,
      codes: ["missing-mean", "missing-factor-2"],
    },
  ])("$name", ({ patches, own, codes }) => {
    expect(codesOf(patches, families, own).map(({ code }) => code)).toEqual(codes);
  });
});
