import { describe, expect, test } from "vitest";
import { diagnoseNetwork } from "../../../grader/diagnose/network.ts";
import { isWrong, type Probe } from "../../../grader/diagnose/recognise.ts";
import {
  doubleProgramMutants,
  gradientProgramMutants,
  unlistedProgramMutants,
} from "../../fixtures/gradient-mutants.ts";
import { type Patch, studentProgram } from "../../fixtures/student-program.ts";
import { answerOf, type Posed, pose, standardFamilies } from "./probes.ts";

const posed = pose("gradient", standardFamilies);
const withRepeat = [...posed, posed[0]!];

function probesOf(patches: readonly Patch[], cases: readonly Posed[] = withRepeat): Probe<Posed["case"]>[] {
  const program = studentProgram(...patches);
  return cases.map(({ case: c, right, bound }) => ({
    case: c,
    student: answerOf("gradient", program, c),
    right,
    bound,
  }));
}

test("the program without a mistake is right, and nothing is named", () => {
  const probes = probesOf([]);
  expect(probes.filter(isWrong)).toEqual([]);
  expect(diagnoseNetwork("gradient", probes)).toEqual([]);
});

describe("one mistake gets its own name", () => {
  test.each(gradientProgramMutants)("$code: $name", ({ code, patches }) => {
    const probes = probesOf(patches);
    expect(probes.some(isWrong), "outside the bound").toBe(true);
    const found = diagnoseNetwork("gradient", probes);
    expect(found.map((d) => d.code)).toEqual([code]);
    expect(found[0]!.confidence).toBeGreaterThan(0.7);
  });
});

describe("two mistakes get both names", () => {
  test.each(doubleProgramMutants)("$codes", ({ codes, patches }) => {
    const found = diagnoseNetwork("gradient", probesOf(patches));
    expect(found.map((d) => d.code).toSorted()).toEqual(codes.toSorted());
  });
});

describe("a mistake outside the table gets no name", () => {
  test.each(unlistedProgramMutants)("$name", ({ patches }) => {
    const found = diagnoseNetwork("gradient", probesOf(patches));
    expect(found.map((d) => d.code)).toEqual(["unexplained"]);
    expect(found[0]!.tensor).toMatch(/^[Wb]\d$/);
  });
});

test("the place named is in the first wrong answer, the one that a report shows", () => {
  // dJ/dW of the layer before the output: in a network of two layers that is another one
  const probes = probesOf([
    ["  return G;\n}", "  if (M > 1) G[M - 2].W = G[M - 2].W.map((r) => r.map((v) => 1.1 * v));\n  return G;\n}"],
  ]);
  expect(diagnoseNetwork("gradient", probes)).toMatchObject([{ code: "unexplained", tensor: "W2", layer: 2 }]);
});
