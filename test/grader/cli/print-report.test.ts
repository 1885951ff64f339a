import { expect, test } from "vitest";
import { printReport } from "../../../grader/cli/print-report.ts";
import type { CheckReport, Report } from "../../../grader/report.ts";

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

test("every place where the code threw is a problem-matcher line; what is written comes before what is missing", () => {
  const check = (id: string, more: Partial<CheckReport>): CheckReport => ({
    id,
    kind: "loss",
    visibility: "public",
    verdict: "runtime_error",
    score: 0,
    maxScore: 1,
    tensors: [],
    diagnoses: [],
    flags: [],
    cpuMs: 1,
    peakMemoryMiB: 1,
    ...more,
  });
  const at = (file: string, line: number) => ({ file, line, column: 5, text: "TypeError: x is undefined" });
  const checks = [
    check("ex1.a", { verdict: "missing_export", explanation: { en: "no a", "pt-BR": "sem a" } }),
    check("ex2.b", { at: at("net.ts", 3) }),
    check("ex2.c", { at: at("net.ts", 3) }),
    check("ex3.d", { at: at("rules.ts", 9) }),
  ];
  const report: Report = {
    schema: "nabla.report/1",
    status: "graded",
    score: 0,
    maxScore: 4,
    engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
    messages: [],
    exercises: [{ id: "ex", score: 0, maxScore: 4, checks }],
  };
  const printed = printReport(report, { language: "en", colour: false, scope: "public" });
  expect(printed).toContain("First check to look at: ex2.b");
  expect(printed.match(/^[^\s:]+:\d+:\d+: error: .*$/gm)).toEqual([
    "net.ts:3:5: error: TypeError: x is undefined",
    "rules.ts:9:5: error: TypeError: x is undefined",
  ]);
});
