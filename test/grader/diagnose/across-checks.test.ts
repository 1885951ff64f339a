import { describe, expect, test } from "vitest";
import { settleDoubts } from "../../../grader/diagnose/across-checks.ts";
import type { ExerciseKind } from "../../../grader/kinds.ts";
import type { Visibility } from "../../../grader/report.ts";

const diagnosis = (code: string, confidence: number) => ({ code, confidence, message: { en: code, "pt-BR": code } });
const check = (kind: ExerciseKind, ...found: [string, number][]) => ({
  kind,
  visibility: "public" as Visibility,
  diagnoses: found.map(([code, confidence]) => diagnosis(code, confidence)),
});
const codes = (checks: readonly { diagnoses: { code: string }[] }[]) =>
  checks.map(({ diagnoses }) => diagnoses.map(({ code }) => code).join(" | "));

const tie: [string, number][] = [
  ["missing-derivative-hidden", 0.49],
  ["missing-derivative-first-layer", 0.49],
];

describe("a doubt of one check", () => {
  const rows: [name: string, before: ReturnType<typeof check>[], after: string[]][] = [
    [
      "is settled by a check of the same export that is sure",
      [check("gradient", ...tie), check("gradient", ["missing-derivative-hidden", 0.98])],
      ["missing-derivative-hidden", "missing-derivative-hidden"],
    ],
    [
      "is not settled by another export",
      [check("sensitivities", ...tie), check("gradient", ["missing-derivative-hidden", 0.98])],
      ["missing-derivative-hidden | missing-derivative-first-layer", "missing-derivative-hidden"],
    ],
    [
      "is not settled by what hidden cases showed",
      [
        check("gradient", ...tie),
        { ...check("gradient", ["missing-derivative-hidden", 0.98]), visibility: "hidden" },
        { ...check("gradient", ...tie), visibility: "hidden" },
      ],
      [
        "missing-derivative-hidden | missing-derivative-first-layer",
        "missing-derivative-hidden",
        "missing-derivative-hidden",
      ],
    ],
    [
      "stays when the sure check names something else",
      [check("gradient", ...tie), check("gradient", ["sign-flipped", 0.98])],
      ["missing-derivative-hidden | missing-derivative-first-layer", "sign-flipped"],
    ],
    [
      "is not there where two mistakes are certain",
      [check("gradient", ["missing-mean", 0.98], ["sign-flipped", 0.98]), check("gradient", ["sign-flipped", 0.98])],
      ["missing-mean | sign-flipped", "sign-flipped"],
    ],
  ];
  test.each(rows)("%s", (_name, before, after) => {
    expect(codes(settleDoubts(before))).toEqual(after);
  });
});
