import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Network } from "../../../grader/contract.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { hessian } from "../../../grader/oracle/hessian.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { sensitivities } from "../../../grader/oracle/sensitivities.ts";
import { evaluate, readExpression, truthOf } from "../../../grader/quiz/expression.ts";
import { ExpressionError, NotFiniteError } from "../../../grader/quiz/expression-error.ts";
import type { Value, Values } from "../../../grader/quiz/values.ts";

const net: Network = [
  {
    W: [
      [0.5, -1],
      [2, 0.25],
    ],
    b: [0.1, -0.2],
    f: "tanh",
  },
  { W: [[1.5, -0.5]], b: [0.3], f: "logistic" },
];
const x = [1, -0.5];
const X = [x, [0.5, 2]];
const D = [[1], [0]];
const values: Values = {
  net: net as unknown as Value,
  x,
  X,
  D,
  a: 2,
  b: -3,
  v: [1, 2, 3],
  A: [
    [1, 2],
    [3, 4],
  ],
  name: "tanh",
};

describe("values of expressions", () => {
  test.each<[string, Value]>([
    ["2 + 3 * 4", 14],
    ["-2^2", -4],
    ["2^3^2", 512],
    ["2a", 4],
    ["a b", -6],
    ["7 mod 3", 1],
    ["-7 mod 3", 2],
    ["50%", 0.5],
    ["v[2]", 2],
    ["v[end]", 3],
    ["v[2:3]", [2, 3]],
    ["A[2, 1]", 3],
    ["A[1, :]", [1, 2]],
    ["A[:, 2]", [2, 4]],
    ["A[1]", [1, 2]],
    ["A[1][end]", 2],
    ["A * [1, 1]", [3, 7]],
    ["[1, 1] * A", [4, 6]],
    [
      "A * A",
      [
        [7, 10],
        [15, 22],
      ],
    ],
    [
      "A .* A",
      [
        [1, 4],
        [9, 16],
      ],
    ],
    [
      "A'",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ["v * v", 14],
    ["v .* v", [1, 4, 9]],
    ["v .^ 2", [1, 4, 9]],
    ["v / 2", [0.5, 1, 1.5]],
    ["1 - v", [0, -1, -2]],
    [
      "outer(v, [1, 2])",
      [
        [1, 2],
        [2, 4],
        [3, 6],
      ],
    ],
    ["dot(v, v)", 14],
    ["row(A, 2)", [3, 4]],
    ["col(A, 1)", [1, 3]],
    ["at(A, 2, 1)", 3],
    ["size(A)", [2, 2]],
    ["size(v)", 3],
    ["sum(v)", 6],
    ["mean(A)", 2.5],
    ["max(1, v)", 3],
    ["min(v)", 1],
    ["argmax(v)", 3],
    ["norm([3, 4])", 5],
    ["round(2.345, 1)", 2.3],
    ["round(-2.5)", -3],
    ["ln(exp(2))", 2],
    ["log(8, 2)", 3],
    ["logistic(0)", 0.5],
    ['f("relu", [-1, 2])', [0, 2]],
    ["df('linear', v)", [1, 1, 1]],
    ["f(name, 0)", 0],
    ["0.1 + 0.2 == 0.3", true],
    ["a != b and not (a < b)", true],
    ["1 < a < 3", true],
    ["a > 5 ? 'large' : 'small'", "small"],
    ["b > 0 and ln(b) > 0", false],
    ["{ alpha: a }.alpha", 2],
    ["eigenvalues([2, 0; 0, 1])", [1, 2]],
    ["newtonStep([1, 1], [2, 4], [2, 0; 0, 4], 1)", [expect.closeTo(0, 15), 0] as unknown as Value],
    ["update('gradient-descent', 3, [1, 1], { alpha: 0.5 })", 2],
    ["update('momentum', [0], [[1], [1]], { alpha: 1, beta: 0.5 })", [-2.5]],
    ["size(parameters(net))", 9],
    [
      "identity(2)",
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ["concat(v, [4])", [1, 2, 3, 4]],
    ["\u22122 + 3", 1],
  ])("%s", (text, right) => {
    expect(evaluate(text, values)).toEqual(right);
  });

  test("networks come straight from the oracle", () => {
    expect(evaluate("forward(net, x).y[2][1]", values)).toBe(
      (evaluate("forward(net, x)", values) as { y: number[][] }).y[1]![0],
    );
    expect(evaluate("loss(net, X, D)", values)).toBe(loss(net, X, D));
    expect(evaluate("sensitivities(net, x, [1])", values)).toEqual(sensitivities(net, x, [1]));
    expect(evaluate("gradient(net, X, D)[1].W", values)).toEqual(gradient(net, X, D)[0]!.W);
    expect(evaluate("hessian(net, X, D)", values)).toEqual(hessian(net, X, D));
    expect(evaluate("net[2].f", values)).toBe("logistic");
    expect(evaluate("withParameters(net, parameters(net))", values)).toEqual(net);
  });
});

describe("what is refused, and how it is said", () => {
  test.each([
    ["x = 3", /assignment is not allowed/],
    ["g(t) = t", /not allowed/],
    ["1; 2", /not allowed/],
    ["import('fs')", /function "import" is not known/],
    ["net.constructor", /has no ".constructor"/],
    ["name.length", /a text has no ".length"/],
    ["v['length']", /place|a text/],
    ["constructor", /neither a parameter nor a constant/],
    ["toString()", /function "toString" is not known/],
    ["a.b(1)", /only the functions of quizzes/],
    ["{ constructor: 1 }", /cannot be a name/],
    ["a (b + 1)", /write a \* for the product/],
    ["wrong + 1", /"wrong" is neither a parameter/],
    ["v[4]", /place 4 is asked of a vector of 3/],
    ["v[0]", /places count from 1/],
    ["A * v", /product of a 2 x 2 matrix and a vector of 3/],
    ["v + A", /sum of a vector of 3 and a 2 x 2 matrix/],
    ["sqrt()", /sqrt takes 1 values, not 0/],
    ["forward(net, v)", /forward: x needs 2 numbers and is a vector of 3/],
    ["gradient(net, x, [1])", /X needs rows of 2/],
    ["update('adam', v, [v], { alpha: 1 })", /adam needs the option beta1/],
    ["newtonStep([1], [1], [[-1]], 1)", /not positive definite/],
    ["f('sigmoid', 1)", /"sigmoid" is not an activation function/],
    ["1 +", /./],
    ["", /./],
    ["a ? 1 : 2", /a condition is a number/],
    ["name < 2", /have no order/],
    ["5 cm", /"cm" is neither/],
    ["a!", /not known here/],
    ["null", /not values/],
  ])("%s", (text, words) => {
    expect(() => evaluate(text, values)).toThrow(ExpressionError);
    expect(() => evaluate(text, values)).toThrow(words);
  });

  test.each(["1 / 0", "ln(-1)", "[1, 0 / 0]", "1e308 * 10"])("%s has no finite value", (text) => {
    expect(() => evaluate(text, values)).toThrow(NotFiniteError);
    expect(() => readExpression(text).run(values)).not.toThrow();
  });

  test.each([
    ["brackets", "(".repeat(1000)],
    ["closed brackets", `${"(".repeat(300)}1${")".repeat(300)}`],
    ["signs", `${"-".repeat(1500)}1`],
    ["functions", `${"abs(".repeat(200)}1${")".repeat(200)}`],
    ["many parts", Array.from({ length: 900 }, () => "1").join("+")],
    ["length", "1 + ".repeat(600)],
    ["a long range", "sum(1:1000000000)"],
    ["ranges of ranges", "sum(outer(1:5000, 1:5000))"],
    ["powers of a list", "concat(1:20000, 1:20000)"],
    ["work on work", `sum(${Array.from({ length: 200 }, () => "sum(1:24000)").join("+")})`],
    ["conditionals", `${"true ? 1 : ".repeat(150)}1`],
    ["transposes", `v${"'".repeat(500)}`],
  ])("too much of %s ends soon", (_, text) => {
    const start = performance.now();
    expect(() => evaluate(text, values)).toThrow(ExpressionError);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test.each([
    ["numbers", 1],
    ["nothing", []],
  ])("parameters made of parameters do not grow without end: %s", (_, p0) => {
    const grown: Values = { p0 };
    expect(() => {
      for (let k = 0; k < 60; k++) grown[`p${k + 1}`] = evaluate(`[p${k}, p${k}]`, grown);
    }).toThrow(/more than 25000/);
  });

  test("no text makes anything but a value or an ExpressionError", () => {
    const pieces = [
      "a",
      "v",
      "A",
      "net",
      "1",
      "+",
      "-",
      "*",
      "/",
      "^",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      ",",
      ";",
      ":",
      ".",
      "'",
      '"',
      "?",
      "=",
      "<",
      "end",
      "f",
      "sum(",
      "forward(",
      "__proto__",
      " ",
      "!",
      "|",
      "%",
      "\\",
      "\n",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
        try {
          evaluate(parts.join(""), values);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  test("a truth is a truth", () => {
    expect(truthOf("a > 1", values)).toBe(true);
    expect(() => truthOf("a", values)).toThrow(/neither true nor false/);
  });

  test("the values handed in are left as they are", () => {
    const before = JSON.stringify(values);
    for (const text of [
      "sort([3, 1, 2])",
      "A'",
      "update('adam', v, [v], { alpha: 1, beta1: 0.9, beta2: 0.9, epsilon: 1 })",
    ])
      evaluate(text, values);
    expect(JSON.stringify(values)).toBe(before);
  });
});
