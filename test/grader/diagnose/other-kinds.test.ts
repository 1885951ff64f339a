import { describe, expect, test } from "vitest";
import type { NetworkKind } from "../../../grader/diagnose/network/case.ts";
import { diagnoseNetwork } from "../../../grader/diagnose/network.ts";
import { isWrong } from "../../../grader/diagnose/recognise.ts";
import { gradientProgramMutants, type ProgramMutant } from "../../fixtures/gradient-mutants.ts";
import type { NetworkSpec } from "../../fixtures/networks.ts";
import { forwardProgramMutants, lossProgramMutants, sensitivityProgramMutants } from "../../fixtures/other-mutants.ts";
import { studentProgram } from "../../fixtures/student-program.ts";
import { answerOf, type Posed, pose, standardFamilies } from "./probes.ts";

/** The answers of one process, the first case asked once more at the end. */
function answers(kind: NetworkKind, posed: readonly Posed[], { patches }: ProgramMutant) {
  const program = studentProgram(...patches);
  return [...posed, posed[0]!].map(({ case: c, right, bound }) => ({
    case: c,
    student: answerOf(kind, program, c),
    right,
    bound,
  }));
}

const tables: [NetworkKind, readonly ProgramMutant[]][] = [
  ["forward", forwardProgramMutants],
  ["loss", lossProgramMutants],
  ["sensitivities", sensitivityProgramMutants],
];

describe.each(tables)("%s: one mistake gets its own name", (kind, mutants) => {
  const posed = pose(kind, standardFamilies);
  test.each(mutants)("$code: $name", (mutant) => {
    const probes = answers(kind, posed, mutant);
    expect(probes.some(isWrong), "outside the bound").toBe(true);
    const found = diagnoseNetwork(kind, probes);
    // forward has no sign to flip
    const expected = kind === "forward" && mutant.code === "sign-flipped" ? "unexplained" : mutant.code;
    expect(found.map((d) => d.code)).toEqual([expected]);
  });
});

describe("a mistake of the reverse pass has the same name in sensitivities as in the gradient", () => {
  const posed = pose("sensitivities", standardFamilies);
  const visible = gradientProgramMutants.filter((mutant) => answers("sensitivities", posed, mutant).some(isWrong));
  test("most of them are visible there", () => expect(visible.length).toBeGreaterThan(40));
  test.each(visible)("$code: $name", (mutant) => {
    const codes = diagnoseNetwork("sensitivities", answers("sensitivities", posed, mutant)).map((d) => d.code);
    expect(codes[0]).toBe(mutant.code === "half-squared-error" ? "missing-factor-2" : mutant.code);
    expect(codes.length).toBeLessThan(3);
  });
});

test("what one kind of network happens to allow is not named when the others contradict it", () => {
  // a tanh clipped to u: on small numbers it is the identity, as if the function were missing
  const families: NetworkSpec[] = [
    { sizes: [3, 3, 3], activations: ["tanh", "logistic"], examples: 1, scale: 3, seed: "a" },
    { sizes: [3, 3, 3], activations: ["tanh", "logistic"], examples: 1, scale: 3, seed: "b" },
    { sizes: [3, 3, 3], activations: ["tanh", "softmax"], examples: 1, scale: 0.1, seed: "c" },
  ];
  const clipped: ProgramMutant = {
    code: "unexplained",
    name: "clipped tanh",
    patches: [['f === "tanh" ? Math.tanh(u)', 'f === "tanh" ? Math.max(-1, Math.min(1, u))']],
  };
  const found = diagnoseNetwork("forward", answers("forward", pose("forward", families), clipped));
  expect(found.map((d) => d.code)).toEqual(["unexplained"]);
});
