import { describe, expect, test } from "vitest";
import { type FittedHypothesis, type Hypothesis, type Probe, recognise } from "../../../grader/diagnose/recognise.ts";

const vector = (...v: number[]) => Float64Array.from(v);
/** The case is the right answer itself. */
type Case = Float64Array;
const probe = (right: Case, student: Float64Array | null): Probe<Case> => ({
  case: right,
  right,
  student,
  bound: right.map(() => 1e-9),
});
const scaled = (code: string, factor: number): Hypothesis<Case> => ({ code, predict: (c) => c.map((v) => v * factor) });
const a = vector(1, 2, 3);
const b = vector(-2, 5, 0.5);
const half = (v: Case) => v.map((x) => x / 2);

describe("recognition", () => {
  test.each([
    {
      name: "one that fits everything",
      probes: [probe(a, half(a)), probe(b, half(b))],
      codes: ["half"],
      confidence: 0.98,
    },
    { name: "a single wrong answer is weaker evidence", probes: [probe(a, half(a))], codes: ["half"], confidence: 0.8 },
    {
      name: "contradicted by one answer",
      probes: [
        probe(a, half(a)),
        probe(
          b,
          b.map((v) => v * 3),
        ),
      ],
      codes: null,
    },
    { name: "contradicted by a right answer", probes: [probe(a, half(a)), probe(b, b)], codes: null },
    { name: "nothing wrong", probes: [probe(a, a), probe(b, b)], codes: null },
    { name: "a crash elsewhere", probes: [probe(a, half(a)), probe(b, null)], codes: ["half"], confidence: 0.8 },
    { name: "not a number", probes: [probe(a, vector(0.5, Number.NaN, 1.5))], codes: null },
    { name: "zeros say nothing", probes: [probe(a, vector(0, 0, 0)), probe(b, vector(0, 0, 0))], codes: null },
  ])("$name", ({ probes, codes, confidence }) => {
    const found = recognise([scaled("half", 0.5), scaled("none", 0), scaled("double", 2)], probes);
    expect(found.kind === "named" ? found.matches.map(({ code }) => code) : null).toEqual(codes);
    if (found.kind === "named") expect(found.confidence).toBeCloseTo(confidence!);
  });

  test("zeros where something vanishes by chance are no evidence, unless the mistake is to leave them", () => {
    const halfEmpty = (c: Case) => c.map((v, i) => (i === 0 ? v : 0));
    const probes = [probe(a, halfEmpty(a)), probe(b, halfEmpty(b))];
    const chance: Hypothesis<Case> = { code: "chance", predict: halfEmpty };
    expect(recognise([chance], probes).kind).toBe("unexplained");
    expect(recognise([{ ...chance, leavesZeros: true }], probes).kind).toBe("named");
  });

  test("a mistake that leaves holes is recognised by where they are and by the numbers beside them", () => {
    const lastMissing: Hypothesis<Case> = {
      code: "holes",
      predict: (c) => c.map((v, i) => (i === 2 ? Number.NaN : v / 2)),
    };
    const elsewhere: Hypothesis<Case> = {
      code: "other",
      predict: (c) => c.map((v, i) => (i === 1 ? Number.NaN : v / 2)),
    };
    const student = (c: Case) => lastMissing.predict(c);
    const probes = [probe(a, student(a)), probe(b, student(b))];
    expect(recognise([elsewhere, scaled("half", 0.5), lastMissing], probes)).toMatchObject({
      matches: [{ code: "holes" }],
      confidence: 0.98,
    });
    const onlyHoles = [a, b].map((c) =>
      probe(
        c,
        c.map((v, i) => (i === 2 ? Number.NaN : v)),
      ),
    );
    expect(recognise([lastMissing, { code: "nothing", predict: (c) => c.map(() => Number.NaN) }], onlyHoles).kind).toBe(
      "unexplained",
    );
  });

  test("what cannot be told apart is listed, the more common first, with less confidence", () => {
    const twin = { ...scaled("twin", 0.5) };
    const found = recognise([scaled("half", 0.5), scaled("half", 0.5), twin], [probe(a, half(a)), probe(b, half(b))]);
    expect(found).toMatchObject({ kind: "named", matches: [{ code: "half" }, { code: "twin" }], confidence: 0.49 });
  });

  test("the one that would have crashed where the program did is preferred", () => {
    const crashing: Hypothesis<Case> = { code: "crashing", predict: (c) => (c === b ? null : half(c)) };
    const found = recognise([scaled("half", 0.5), crashing], [probe(a, half(a)), probe(b, null)]);
    expect(found).toMatchObject({ matches: [{ code: "crashing" }] });
  });

  test("a program in float64 follows its mistake closer than a neighbour does", () => {
    const found = recognise(
      [scaled("neighbour", 0.5 + 1e-8), scaled("half", 0.5)],
      [probe(a, half(a)), probe(b, half(b))],
    );
    expect(found).toMatchObject({ matches: [{ code: "half" }] });
  });

  test("a program in float32 is recognised as well", () => {
    const found = recognise(
      [scaled("third", 1 / 3)],
      [a, b].map((v) =>
        probe(
          v,
          v.map((x) => Math.fround(x / 3)),
        ),
      ),
    );
    expect(found).toMatchObject({ matches: [{ code: "third" }] });
  });

  test("a fitted number is verified where it was not fitted", () => {
    const shifted: FittedHypothesis<Case> = {
      code: "shifted",
      proofs: 2,
      fit: ({ right, student }) => {
        const by = student![0]! - right[0]!;
        return [{ code: "shifted", predict: (c) => c.map((v) => v + by) }];
      },
    };
    const plus = (v: Case, by: number) => v.map((x) => x + by);
    expect(recognise([shifted], [probe(a, plus(a, 0.3)), probe(b, plus(b, 0.3))])).toMatchObject({ kind: "named" });
    expect(recognise([shifted], [probe(a, plus(a, 0.3)), probe(b, plus(b, 0.4))]).kind).toBe("unexplained");
    expect(recognise([shifted], [probe(a, plus(a, 0.3))]).kind).toBe("unexplained");
  });
});
