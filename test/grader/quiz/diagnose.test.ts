import { describe, expect, test } from "vitest";
import { networkMistakes } from "../../../grader/diagnose/catalogue/network.ts";
import { updateRuleMistakes } from "../../../grader/diagnose/catalogue/update-rules.ts";
import type { Answers } from "../../../grader/quiz/answer.ts";
import { common, implied } from "../../../grader/quiz/diagnosis/likely.ts";
import { evaluate } from "../../../grader/quiz/expression.ts";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import { type Variant, variantOf } from "./items.ts";

const net = {
  net: { network: { layers: [2, 3, 2], activations: ["tanh", "logistic"], from: -1, to: 1, step: 0.1 } },
  x: "[0.7, -0.4]",
  d: "[1, 0]",
};
const D = { net: "net", X: "[x]", D: "[d]" };

/** Every number in a value written with so many significant digits. */
const typed = (value: unknown, digits: number): Answers[string] =>
  Array.isArray(value) ? value.map((one) => typed(one, digits)) : String(Number((value as number).toPrecision(digits)));

function codes(variant: Variant, answer: Answers[string]): string[] {
  return judgeItem(variant, { a: answer }).fields[0]!.diagnoses.map(({ code }) => code);
}

const slope1 = 'df("tanh", forward(net, x).u[1])';
const delta2 = "sensitivities(net, x, d)[2]";
const back = `multiply(transpose(net[2].W), ${delta2})`;

describe("mistakes on paper are named from the typed digits", () => {
  const fields: Record<string, object> = {
    delta1: {
      kind: "vector",
      answer: "sensitivities(net, x, d)[1]",
      quantity: { of: "sensitivities", ...D, tensor: "delta1" },
    },
    delta2: { kind: "vector", answer: delta2, quantity: { of: "sensitivities", ...D, tensor: "delta2" } },
    W1: { kind: "matrix", answer: "gradient(net, [x], [d])[1].W", quantity: { of: "gradient", ...D, tensor: "W1" } },
    w: {
      kind: "numeric",
      answer: "gradient(net, [x], [d])[2].W[2, 3]",
      quantity: { of: "gradient", ...D, tensor: "W2", entries: [[2, 3]] },
    },
    J: { kind: "numeric", answer: "loss(net, [x], [d])", quantity: { of: "loss", ...D, tensor: "J" } },
    u1: {
      kind: "vector",
      answer: "forward(net, x).u[1]",
      quantity: { of: "forward", net: "net", X: "[x]", tensor: "u1" },
    },
  };
  test.each<[field: string, mistake: string, code: string, digits: number]>([
    ["delta1", back, "missing-derivative-hidden", 4],
    ["delta1", back, "missing-derivative-hidden", 3],
    ["delta1", "-sensitivities(net, x, d)[1]", "sign-flipped", 3],
    ["delta1", "sensitivities(net, x, d)[1] / 2", "missing-factor-2", 3],
    ["delta1", `${slope1} .* ${slope1} .* ${back}`, "derivative-twice", 4],
    ["delta1", `forward(net, x).y[1] .* ${back}`, "activation-for-derivative", 4],
    ["delta2", "-2 * (d - forward(net, x).y[2])", "missing-derivative-output", 3],
    ["delta2", `${delta2} / 2`, "missing-factor-2", 3],
    ["W1", "2 * gradient(net, [x], [d])[1].W", "missing-mean-over-outputs", 3],
    ["W1", "-gradient(net, [x], [d])[1].W", "sign-flipped", 3],
    ["w", "-gradient(net, [x], [d])[2].W[2, 3]", "sign-flipped", 4],
    ["w", "gradient(net, [x], [d])[2].W[2, 3] / 2", "missing-factor-2", 4],
    ["J", "2 * loss(net, [x], [d])", "missing-mean-over-outputs", 4],
    ["u1", "forward(net, x).u[1] - net[1].b", "bias-missing-in-forward", 3],
  ])("%s typed as %s: %s, from %d digits", (field, mistake, code, digits) => {
    let named = 0;
    const seeds = 20;
    for (let seed = 0; seed < seeds; seed++) {
      const variant = variantOf([{ id: "a", ...fields[field] }], { parameters: net }, String(seed));
      if (codes(variant, typed(evaluate(mistake, variant.values), digits)).includes(code)) named++;
    }
    expect(named).toBeGreaterThanOrEqual(0.8 * seeds);
  });

  test("in both languages, with the words of projects", () => {
    const variant = variantOf([{ id: "a", ...fields.delta1 }], { parameters: net });
    const [field] = judgeItem(variant, { a: typed(evaluate(back, variant.values), 4) }).fields;
    expect(field!.diagnoses[0]).toMatchObject({
      code: "missing-derivative-hidden",
      message: {
        en: "The output layer is right. In the hidden layers the derivative of the activation function is left out.",
        "pt-BR": "A camada de saída está certa. Nas camadas ocultas falta a derivada da função de ativação.",
      },
    });
    expect(field!.diagnoses[0]!.confidence).toBeGreaterThan(0.8);
  });

  const rule = (of: string, options: string, gradients = "[g1, g2]") => ({
    kind: "vector",
    answer: `update("${of}", w, ${gradients}, ${options})`,
    quantity: { of, w: "w", gradients, options },
  });
  const start: Values = { w: [0.5, -1.2], g1: [0.8, -0.3], g2: [-0.2, 0.9] };
  test.each<[of: string, options: string, mistake: string, code: string]>([
    [
      "momentum",
      "{ alpha: 0.1, beta: 0.9 }",
      "w - 0.1 * (0.9 * g1 * 0.1 + 0.1 * g2) - 0.1 * 0.1 * g1",
      "momentum-damped",
    ],
    ["momentum", "{ alpha: 0.1, beta: 0.9 }", "w - 0.1 * g1 - 0.1 * g2", "velocity-not-kept"],
    ["gradient-descent", "{ alpha: 0.3 }", "w + 0.3 * g1 + 0.3 * g2", "sign-flipped"],
    [
      "adam",
      "{ alpha: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }",
      "w - 0.1 * (0.1 * g1 ./ (sqrt(0.001 * g1 .^ 2) + 1e-8)) - 0.1 * ((0.09 * g1 + 0.1 * g2) ./ (sqrt(0.000999 * g1 .^ 2 + 0.001 * g2 .^ 2) + 1e-8))",
      "no-bias-correction",
    ],
  ])("%s %s: %s is %s", (of, options, mistake, code) => {
    const parameters = Object.fromEntries(Object.entries(start).map(([name, value]) => [name, JSON.stringify(value)]));
    const variant = variantOf([{ id: "a", ...rule(of, options) }], { parameters });
    expect(codes(variant, typed(evaluate(mistake, variant.values), 4))).toContain(code);
  });

  test("w may be where the earlier gradients have led, and only the last step is asked", () => {
    const quantity = { of: "momentum", w: "w", gradients: "[g1, g2]", options: "{ alpha: 0.1, beta: 0.9 }" };
    const variant = variantOf([{ id: "a", kind: "vector", answer: "w - 0.1 * (0.9 * g1 + g2)", quantity }], {
      parameters: { w: "[0.5, -1.2]", g1: "[0.8, -0.3]", g2: "[-0.2, 0.9]" },
    });
    expect(judgeItem(variant, { a: ["0.448", "-1.263"] }).fields[0]).toMatchObject({ state: "right" });
    expect(codes(variant, ["0.52", "-1.29"])).toContain("velocity-not-kept");
  });
});

describe("a wrong cause is worse than none", () => {
  const field = {
    id: "a",
    kind: "numeric",
    answer: "sensitivities(net, x, d)[1][1]",
    quantity: { of: "sensitivities", ...D, tensor: "delta1", entries: [[1]] },
  };
  const variant = (seed: number) => variantOf([field], { parameters: net }, String(seed));
  const rightOf = (v: Variant) => evaluate("sensitivities(net, x, d)[1][1]", v.values) as number;

  test("one digit names nothing", () => {
    for (let seed = 0; seed < 30; seed++) {
      const v = variant(seed);
      expect(codes(v, String(Number((1.4 * rightOf(v)).toPrecision(1))))).toEqual([]);
    }
  });

  test("nor do zeros, nothing, or what cannot be read", () => {
    for (const answer of ["0", "0.000", "", "abc"]) expect(codes(variant(1), answer)).toEqual([]);
  });

  test("arbitrary wrong numbers of three digits are seldom called a mistake", () => {
    let named = 0;
    const tried = 200;
    for (let k = 0; k < tried; k++) {
      const v = variant(k % 40);
      // factors that no mistake makes
      const factor = 0.31 + 0.0137 * ((k * 37) % 200);
      if (codes(v, String(Number((factor * rightOf(v)).toPrecision(3)))).length > 0) named++;
    }
    expect(named / tried).toBeLessThan(0.12);
  });

  test("of a whole vector, practically never", () => {
    const whole = {
      id: "a",
      kind: "vector",
      answer: "sensitivities(net, x, d)[1]",
      quantity: { of: "sensitivities", ...D, tensor: "delta1" },
    };
    let named = 0;
    for (let k = 0; k < 100; k++) {
      const v = variantOf([whole], { parameters: net }, String(k % 20));
      const right = evaluate("sensitivities(net, x, d)[1]", v.values) as number[];
      const answer = right.map((r, i) =>
        String(Number((r * (0.4 + 0.013 * ((k * 31 + i * 57) % 150))).toPrecision(3))),
      );
      if (codes(v, answer).length > 0) named++;
    }
    expect(named).toBeLessThanOrEqual(1);
  });

  test("causes that the numbers cannot tell apart are all listed, with less confidence", () => {
    // one example, one output: without the 2 and with J = 1/2 e^2 it is the same number
    const one = variantOf(
      [
        {
          id: "a",
          kind: "matrix",
          answer: "gradient(net, [x], [d])[1].W",
          quantity: { of: "gradient", ...D, tensor: "W1" },
        },
      ],
      { parameters: { ...net, net: { network: { layers: [2, 2, 1], activations: ["tanh", "logistic"] } }, d: "[1]" } },
    );
    const half = typed(evaluate("gradient(net, [x], [d])[1].W / 2", one.values), 4);
    const [result] = judgeItem(one, { a: half }).fields;
    expect(result!.diagnoses.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["half-squared-error", "missing-factor-2"]),
    );
    for (const { confidence } of result!.diagnoses) expect(confidence).toBeLessThanOrEqual(0.5);
  });

  test("where the quantity is not what the field asks, nothing is said", () => {
    const other = variantOf([{ ...field, answer: "2 * sensitivities(net, x, d)[1][1]" }], { parameters: net });
    expect(codes(other, typed(rightOf(other), 4))).toEqual([]);
  });
});

test("every cause that may be preferred has words", () => {
  const known = { ...networkMistakes, ...updateRuleMistakes };
  expect([...common, ...implied.flat()].filter((code) => !Object.hasOwn(known, code))).toEqual([]);
});

describe("wrong answers that the author has written down", () => {
  const why = { en: "The bias was left out of {{ 3/2 }}.", "pt-BR": "Faltou o bias." };
  const item = (fields: object[], wrong: object[]) =>
    variantOf(fields, { parameters: { w: "1.5", x: "[0.4, 0.9]", b: "0.3" }, wrong });

  test("numbers: why people give it, without any quantity", () => {
    const variant = item([{ id: "a", kind: "numeric", answer: "w*x[1] + b" }], [{ why, answers: { a: "w*x[1]" } }]);
    const [field] = judgeItem(variant, { a: "0.6" }).fields;
    expect(field!.diagnoses).toEqual([
      {
        code: "known-wrong-1",
        message: { en: "The bias was left out of 1.5.", "pt-BR": "Faltou o bias." },
        confidence: expect.any(Number),
      },
    ]);
    expect(codes(variant, "0.61")).toEqual([]);
    expect(codes(variant, "0.9")).toEqual([]);
  });

  test("vectors, entry by entry", () => {
    const variant = item(
      [{ id: "a", kind: "vector", answer: "w*x + b" }],
      [{ why, answers: { a: ["w*x[1]", "w*x[2]"] } }],
    );
    expect(codes(variant, ["0.6", "1.35"])).toEqual(["known-wrong-1"]);
    expect(codes(variant, ["0.6", "1.5"])).toEqual([]);
  });

  test("the author knows best what a number of this question means", () => {
    const delta = {
      id: "a",
      kind: "vector",
      answer: delta2,
      quantity: { of: "sensitivities", ...D, tensor: "delta2" },
    };
    const variant = variantOf([delta], { parameters: net, wrong: [{ why, answers: { a: `${delta2} / 2` } }] });
    expect(codes(variant, typed(evaluate(`${delta2} / 2`, variant.values), 4))).toEqual(["known-wrong-1"]);
    expect(codes(variant, typed(evaluate(`-${delta2}`, variant.values), 4))).toEqual(["sign-flipped"]);
  });

  test("formulas, with the author's code; and what can be said without a cause", () => {
    const formula = { id: "a", kind: "formula", answer: "2*w*(u - 1)", variables: { u: { from: -2, to: 2 } } };
    const variant = item([formula], [{ why, answers: { a: "w*u - 1" }, code: "bias-missing-in-forward" }]);
    const said = (text: string) => {
      const [field] = judgeItem(variant, { a: text }).fields;
      return [field!.state, ...field!.diagnoses.map(({ code }) => code), field!.message?.en];
    };
    expect(said("3u - 3")).toEqual(["right", undefined]);
    expect(said("1,5u - 1")).toEqual(["wrong", "bias-missing-in-forward", undefined]);
    expect(said("3 - 3u")).toEqual(["wrong", "Your formula has the opposite sign."]);
    expect(said("1.5u - 1.5")).toEqual(["wrong", "Your formula is 0.5 times the right one."]);
    expect(said("3.001 (u - 1)")[1]).toMatch(/rounded/);
    expect(said("ln(u)")[1]).toMatch(/no real value where the right one has one, as at u = -/);
    expect(said("3u - 2")).toEqual(["wrong", undefined]);
  });
});

describe("on a drawing", () => {
  const blanks = [1, 2, 3].map((i) => ({ quantity: "delta", m: 1, i }));
  const diagram = {
    id: "a",
    kind: "diagram",
    net: "net",
    x: "x",
    d: "d",
    blanks: [...blanks, { quantity: "dw", m: 1, i: 2, j: 1 }],
  };
  test("sensitivities without f' are recognised", () => {
    const variant = variantOf([diagram], { parameters: net }, "3");
    const wrong = typed(evaluate(back, variant.values), 4) as string[];
    const answer = Object.fromEntries(wrong.map((v, i) => [`delta1.${i + 1}`, v]));
    expect(codes(variant, answer)).toContain("missing-derivative-hidden");
  });
  test("and derivatives by weights of one example, which are not divided", () => {
    const only = { ...diagram, blanks: [1, 2, 3].map((i) => ({ quantity: "dw", m: 1, i, j: 1 })) };
    const variant = variantOf([only], { parameters: net }, "3");
    const right = evaluate("sensitivities(net, x, d)[1] * x[1]", variant.values) as number[];
    const answer = (factor: number) =>
      Object.fromEntries(right.map((v, i) => [`dw1.${i + 1}.1`, String(Number((factor * v).toPrecision(4)))]));
    expect(judgeItem(variant, { a: answer(1) }).credit).toBe(1);
    expect(codes(variant, answer(-1))).toContain("sign-flipped");
    expect(codes(variant, answer(0.5))).toContain("missing-factor-2");
  });
});
