import { expect, test } from "vitest";
import { printReport } from "../../../grader/cli/print-report.ts";
import type { Report } from "../../../grader/report.ts";

test("points held back stand beside the score, in both languages", () => {
  const report: Report = {
    schema: "nabla.report/1",
    status: "graded",
    score: 1.75,
    maxScore: 7,
    engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
    messages: [],
    exercises: [
      {
        id: "ex2",
        score: 1.75,
        maxScore: 7,
        checks: [
          {
            id: "ex2.gradient",
            kind: "gradient",
            visibility: "public",
            verdict: "accepted",
            score: 1.75,
            maxScore: 7,
            heldBack: 5.25,
            tensors: [],
            diagnoses: [],
            flags: [{ code: "numerical-differentiation", evidence: "" }],
            cpuMs: 1,
            peakMemoryMiB: 1,
          },
        ],
      },
    ],
  };
  const printed = (language: "en" | "pt-BR") => printReport(report, { language, colour: false, scope: "all" });
  expect(printed("en")).toContain("1.75/7  accepted  numerical-differentiation  5.25 points held back for a person");
  expect(printed("pt-BR")).toContain("5,25 pontos retidos para uma pessoa");
});
