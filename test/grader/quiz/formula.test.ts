import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareFormulas, type UpTo } from "../../../grader/quiz/formula/equivalence.ts";
import { formulaText } from "../../../grader/quiz/formula/written.ts";
import { type Formula, readFormula } from "../../../grader/quiz/read-formula.ts";

const names = ["x", "y", "u", "v", "s", "w1", "w2", "x1", "x2", "d", "delta1", "a_1"];
const variables = names.map((name) => ({ name, tex: name }));
const read = (text: string): Formula => {
  const result = readFormula(text, variables);
  if (!result.ok) throw new Error(`${text}: ${result.message.en}`);
  return result.formula;
};
const plain = { from: -2, to: 2, integer: false };
const positive = { from: 0.5, to: 3, integer: false };
const counting = { from: 1, to: 6, integer: true };
type Domain = typeof plain;

function compare(ours: string, theirs: string, upTo: UpTo = "nothing", domain: Domain = plain) {
  const formula = read(ours);
  const domains = Object.fromEntries(names.map((name) => [name, domain]));
  return compareFormulas(formula, read(theirs), domains, upTo, "seed");
}

const equal: [string, string][] = [
  ["x", "x"],
  ["x + y", "y + x"],
  ["x*y", "y x"],
  ["x*y", "xy"],
  ["x_", "x"],
  ["2x", "x + x"],
  ["2(x + y)", "2x + 2y"],
  ["(x + y)^2", "x^2 + 2x y + y^2"],
  ["(x - y)(x + y)", "x² - y²"],
  ["x^3 - y^3", "(x - y)*(x^2 + x*y + y^2)"],
  ["x/2", "0.5x"],
  ["x/2", "0,5x"],
  ["x/2", "1/2 x"],
  ["x/4", "x/2/2"],
  ["-x^2", "-(x^2)"],
  ["(-x)^2", "x^2"],
  ["-2(d - y)", "2(y - d)"],
  ["-2(d - y)", "2y - 2d"],
  ["-2(d - y)", "−2·(d − y)"],
  ["-2(d - y)", "-2 × (d - y)"],
  ["1 - tanh(u)^2", "sech(u)^2"],
  ["1 - tanh(u)^2", "(1 - tanh(u))(1 + tanh(u))"],
  ["1 - tanh(u)^2", "1/cosh(u)^2"],
  ["1 - tanh(u)^2", "4/(exp(u) + exp(-u))^2"],
  ["1 - tanh(u)^2", "4 exp(2u)/(exp(2u) + 1)^2"],
  ["tanh(u)", "(e^u - e^(-u))/(e^u + e^(-u))"],
  ["tanh(u)", "2 logistic(2u) - 1"],
  ["tanh(u)", "tgh(u)"],
  ["1 - tanh(u)^2", "1 - tanh²(u)"],
  ["1 - tanh(u)^2", "1 - tanh^2(u)"],
  ["1 - tanh(u)^2", "sech ^ 2 (u)"],
  ["4 sin(x + y)^2 cos(x)^3", "4 sin²(x + y) cos^3(x)"],
  ["sin(cos(x)^2)^2", "sin²(cos²(x))"],
  ["tanh(u)^2*(1 + u)", "tanh²(u)(1+u)"],
  ["2 sqrt(x^2 + 1)", "2√(x²+1)"],
  ["x sqrt(y^2 + 1)", "x√(y²+1)"],
  ["x abs(y)", "x|y|"],
  ["x/2 + y/4", "½x + ¼y"],
  ["sqrt(x^2)", "raiz(x^2)"],
  ["s(1 - s)", "s - s^2"],
  ["s(1 - s)", "s*(1-s)"],
  ["s(1 - s)", "-s(s - 1)"],
  ["s(1 - s)", "s [1 - s]"],
  ["logistic(u)(1 - logistic(u))", "exp(-u)/(1 + exp(-u))^2"],
  ["logistic(u)(1 - logistic(u))", "e^u/(1 + e^u)^2"],
  ["logistic(u)(1 - logistic(u))", "σ(u)(1 - σ(u))"],
  ["logistic(u)(1 - logistic(u))", "logistic(u)*logistic(-u)"],
  ["logistic(u)(1 - logistic(u))", "1/(2 + e^u + e^{-u})"],
  ["logistic(u)", "1/(1 + e^-u)"],
  ["logistic(u)", "1/(1 + exp(-u))"],
  ["logistic(u)", "e^u/(1 + e^u)"],
  ["logistic(u)", "sigmoid(u)"],
  ["logistic(u)", "(1 + tanh(u/2))/2"],
  ["softplus(u)", "ln(1 + e^u)"],
  ["softplus(u)", "u + log(1 + exp(-u))"],
  ["exp(x + y)", "exp(x) exp(y)"],
  ["exp(x)", "e^x"],
  ["exp(2x)", "exp(x)^2"],
  ["exp(-x)", "1/exp(x)"],
  ["exp(x y)", "exp(x)^y"],
  ["sin(x)^2 + cos(x)^2", "1"],
  ["sin(2x)", "2 sin(x) cos(x)"],
  ["cos(2x)", "1 - 2sin(x)^2"],
  ["sen(x)/cos(x)", "tan(x)"],
  ["cos(x)", "sin(x + pi/2)"],
  ["cosh(x)^2 - sinh(x)^2", "1"],
  ["abs(x)", "|x|"],
  ["abs(x)", "sqrt(x^2)"],
  ["abs(x)", "max(x, -x)"],
  ["max(0, u)", "relu(u)"],
  ["max(0; u)", "(u + |u|)/2"],
  ["max(0, u)", "u*step(u)"],
  ["w1*x1 + w2*x2", "w1 x1 + w2 x2"],
  ["w1*x1 + w2*x2", "x2w2 + x1w1"],
  ["delta1", "δ1"],
  ["delta1", "δ₁"],
  ["2*delta1*x1", "2δ₁x₁"],
  ["a_1 + 1", "a1 + 1"],
  ["a_1 + 1", "A1+1"],
  ["-2(d - y) s (1 - s) w1 (1 - tanh(u)^2) x1", "2(y-d)*(s-s^2)*w1*x1/cosh(u)^2"],
  ["x^(1+1)", "x^2"],
  ["2^x", "exp(x ln(2))"],
  ["x^-1", "1/x"],
  ["x⁻¹", "1/x"],
  ["x^2^0.5", "x^(2^0.5)"],
  ["3e2 x", "300x"],
  ["1e-3 x", "x/1000"],
  ["2e x", "2*e*x"],
  ["2exp(x)", "2*exp(x)"],
  ["0x", "0"],
  ["0", "x - x"],
  ["x - 3", "(x^2 - 9)/(x + 3)"],
  ["arctan(x)", "atan(x)"],
  ["artanh(tanh(x))", "x"],
  ["|x|^2", "x^2"],
  ["5", "2 + 3"],
  ["π x", "pi*x"],
  ["x**2", "x^2"],
  ["(x)(y)", "x y"],
  ["x(y)", "x y"],
  ["2(x)(y)", "2x*y"],
  ["x*-y", "-(x y)"],
  ["+x", "x"],
  ["--x", "x"],
  ["x²y", "x^2*y"],
  [",5x", "x/2"],
  ["1,25 x", "5x/4"],
];

const equalOnPositive: [string, string][] = [
  ["|x|", "x"],
  ["sqrt(x^2)", "x"],
  ["sqrt(x)^2", "x"],
  ["sqrt(x y)", "sqrt(x) sqrt(y)"],
  ["ln(x y)", "ln(x) + ln(y)"],
  ["ln(x/y)", "log(x) - log(y)"],
  ["ln(x^2)", "2 ln(x)"],
  ["log10(x)", "ln(x)/ln(10)"],
  ["log2(x)", "ln(x)/ln(2)"],
  ["x^y", "exp(y ln(x))"],
  ["x^(1/2)", "√(x)"],
  ["exp(ln(x))", "x"],
  ["relu(x)", "x"],
  ["x/x", "1"],
  ["1/(1/x)", "x"],
];

const unequal: [string, string][] = [
  ["x", "1.001 x"],
  ["x", "1.00001 x"],
  ["x", "x + 1e-7"],
  ["x", "-x"],
  ["x", "2x"],
  ["x", "y"],
  ["x", "1"],
  ["x", "|x|"],
  ["x", "x^2"],
  ["x", "tanh(x)"],
  ["x", "sqrt(x^2)"],
  ["x", "max(x; 0)"],
  ["x y", "x + y"],
  ["(x + y)^2", "x^2 + y^2"],
  ["x/2", "2/x"],
  ["1/(2x)", "1/2 x"],
  ["-x^2", "x^2"],
  ["-x^2", "(-x)^2"],
  ["-2(d - y)", "2(d - y)"],
  ["-2(d - y)", "-(d - y)"],
  ["-2(d - y)", "-2d - y"],
  ["1 - tanh(u)^2", "1 - tanh(u^2)"],
  ["1 - tanh(u)^2", "1 + tanh(u)^2"],
  ["1 - tanh(u)^2", "sech(u)"],
  ["1 - tanh(u)^2", "tanh(u)(1 - tanh(u))"],
  ["1 - tanh(u)^2", "1 - u^2"],
  ["s(1 - s)", "s(1 + s)"],
  ["s(1 - s)", "s - s"],
  ["s(1 - s)", "1 - s^2"],
  ["logistic(u)", "logistic(-u)"],
  ["logistic(u)", "tanh(u)"],
  ["logistic(u)(1 - logistic(u))", "logistic(u)"],
  ["exp(x + y)", "exp(x) + exp(y)"],
  ["exp(-x)", "-exp(x)"],
  ["sin(x)^2", "sin(x^2)"],
  ["sin(x)", "cos(x)"],
  ["log10(exp(x))", "x"],
  ["w1*x1 + w2*x2", "w1 x2 + w2 x1"],
  ["w1*x1 + w2*x2", "w1 x1"],
  ["max(0, u)", "u"],
  ["max(0, u)", "min(0, u)"],
  ["1e-5 x", "0"],
  ["x", "x + 1e30 - 1e30"],
  ["x", "2x + 1e30 - 1e30"],
  ["x", "x sqrt(x)/sqrt(x)"],
  ["abs(x)", "sqrt(x)^2"],
  ["0", "1e-9 x"],
  ["5", "5.0001"],
  ["e^x", "2.718^x"],
  ["exp(x)", "1 + x + x^2/2 + x^3/6"],
];

const unreadable: [string, RegExp][] = [
  ["", /Nothing/],
  ["  ", /Nothing/],
  ["z", /"z" is none of the variables/],
  ["xq", /"xq" is none of the variables/],
  ["2 x q", /"q" is none/],
  ["foo(x)", /no function "foo"/],
  ["sin x", /argument of sin/],
  ["sin^2 x", /argument of sin/],
  ["sin^-1(x)", /argument of sin/],
  ["ln|x|", /argument of ln/],
  ["exp", /argument of exp/],
  ["x +", /missing after/],
  ["x * ", /missing after/],
  ["(x", /not closed/],
  ["x)", /too many/],
  ["()", /nothing between/],
  ["sin()", /takes 1 argument|nothing between/],
  ["max(x)", /takes 2 arguments/],
  ["max(0,1)", /takes 2 arguments, not 1/],
  ["sin(x, y)", /takes 1 argument/],
  ["y = 2x", /equals sign/],
  ["x == y", /equals sign/],
  ["x < y", /equals sign/],
  ["f'(u)", /prime/],
  ["x'", /prime/],
  ["\\frac{1}{2}", /LaTeX/],
  ["x!", /"!"/],
  ["x % y", /"%"/],
  ["x ? y : u", /"\?"/],
  ["x : y", /":"/],
  ['"text"', /"""/],
  ["x & y", /"&"/],
  ["$x$", /"\$"/],
  ["x.y", /point/],
  ["1,2,3 x", /which comma/],
  ["1.234,5 x", /which comma/],
  ["x, y", /cannot be read/],
  ["x; y", /cannot be read/],
  ["2 3", /cannot be read/],
  ["* x", /cannot be read/],
  ["3 cm", /"cm" is none/],
  ["i x", /"i" is none/],
  ["constructor", /"constructor" is none/],
  ["constructor(x)", /no function/],
  ["__proto__", /none of the variables/],
  ["import(x)", /no function/],
  ["NaN", /Use only numbers/],
  ["Infinity x", /Use only numbers/],
  ["true", /Use only numbers/],
  ["1e999", /Use only numbers/],
  ["<script>alert(1)</script>", /equals sign/],
  ["|x", /"\|"/],
  ["_", /cannot be read|none of the variables/],
  ["😀", /has no meaning/],
  ["x and y", /cannot be read|Use only/],
];

describe("formulas", () => {
  test("the table has more than 150 pairs", () => {
    expect(equal.length + equalOnPositive.length + unequal.length).toBeGreaterThan(150);
  });
  test.each(equal)("%s is %s", (ours, theirs) => {
    const domain = /[x]\^-1|⁻¹/.test(ours) ? positive : plain;
    expect(compare(ours, theirs, "nothing", domain)).toMatchObject({ equal: true });
    expect(compare(theirs, ours, "nothing", domain)).toMatchObject({ equal: true });
  });
  test.each(equalOnPositive)("where variables are positive, %s is %s", (ours, theirs) => {
    expect(compare(ours, theirs, "nothing", positive)).toMatchObject({ equal: true });
    expect(compare(theirs, ours, "nothing", positive)).toMatchObject({ equal: true });
  });
  test.each(unequal)("%s is not %s", (ours, theirs) => {
    expect(compare(ours, theirs)).toMatchObject({ equal: false });
  });
  test.each(unreadable)("%j cannot be read", (text, says) => {
    const result = readFormula(text, variables);
    expect(result.ok ? result.tex : result.message.en).toMatch(says);
    if (!result.ok) expect(result.message["pt-BR"]).not.toBe("");
  });
});

describe("near things are told apart, and lost digits are not held against anyone", () => {
  const near = (from: number, to: number): Domain => ({ from, to, integer: false });
  test.each<[string, string, Domain, boolean]>([
    ["sin(x)", "x", near(-0.01, 0.01), false],
    ["sin(x)", "x - x^3/6", near(-0.1, 0.1), false],
    ["exp(x)", "1 + x", near(-0.001, 0.001), false],
    ["tanh(x)", "x", near(-0.01, 0.01), false],
    ["1 - tanh(u)^2", "sech(u)^2", near(-6, 6), true],
    ["1 - tanh(u)^2", "sech(u)^2", near(0, 15), true],
    ["sech(u)^2", "1 - tanh(u)^2", near(0, 15), true],
    ["sech(u)^2", "1.001*(1 - tanh(u)^2)", near(0, 15), false],
    ["logistic(u)", "1 - 1/(1 + exp(u))", near(-15, 15), true],
    ["1 - cos(x)", "2 sin(x/2)^2", near(-0.001, 0.001), true],
    ["max(0, u)", "u", near(-0.1, 10), false],
    ["x", "1000 x/1000", near(1e6, 1e9), true],
    ["x", "x + 1", near(1e6, 1e9), false],
  ])("%s and %s on %j: %s", (ours, theirs, domain, same) => {
    expect(compare(ours, theirs, "nothing", domain).equal).toBe(same);
  });

  test("whole numbers only, where that is the domain", () => {
    expect(compare("cos(2*pi*x)", "1", "nothing", counting).equal).toBe(true);
    expect(compare("cos(2*pi*x)", "1", "nothing", plain).equal).toBe(false);
    expect(compare("(-1)^x", "cos(pi x)", "nothing", counting).equal).toBe(true);
    expect(compare("x - 1", "x^2/x - 1", "nothing", counting).equal).toBe(true);
  });

  test("where only theirs has no value, the point is named", () => {
    const compared = compare("x", "x sqrt(x)/sqrt(x)");
    expect(compared).toMatchObject({ equal: false, close: false });
    expect("undefinedAt" in compared && compared.undefinedAt.x).toBeLessThan(0);
  });

  test("a rounded number is wrong, and seen to be close", () => {
    expect(compare("x/3", "0.333x")).toEqual({ equal: false, close: true });
    expect(compare("x/3", "0.3x")).toEqual({ equal: false, close: false });
  });
});

describe("up to a constant, up to a factor", () => {
  test.each<[string, string, UpTo, boolean]>([
    ["x^2", "x^2 + 5", "a-constant", true],
    ["x^2", "x^2", "a-constant", true],
    ["x^2", "x^2 - 1e3", "a-constant", true],
    ["x^2", "x^2 + x", "a-constant", false],
    ["x^2", "2x^2", "a-constant", false],
    ["x^2 + y", "x^2", "a-constant", false],
    ["sin(x)^2", "-cos(x)^2", "a-constant", true],
    ["ln(1 + e^u)", "softplus(u) - 3", "a-constant", true],
    ["x", "3x", "a-factor", true],
    ["x", "-x/7", "a-factor", true],
    ["x", "0", "a-factor", false],
    ["x", "0x", "a-factor", false],
    ["x", "x + 1", "a-factor", false],
    ["x", "x^2", "a-factor", false],
    ["s(1 - s)", "2s - 2s^2", "a-factor", true],
    ["1 - tanh(u)^2", "5/cosh(u)^2", "a-factor", true],
    ["x + y", "2x + y", "a-factor", false],
    ["x", "x + 1e-4", "a-factor", false],
  ])("%s ~ %s up to %s: %s", (ours, theirs, upTo, same) => {
    expect(compare(ours, theirs, upTo).equal).toBe(same);
  });
});

describe("shown back as it was read", () => {
  test.each([
    ["2x", "2 \\, {x}"],
    ["1/2 x", "\\frac{1}{2} \\, {x}"],
    ["x/2y", "\\frac{{x}}{2 \\, {y}}"],
    ["0,5x", "0{,}5 \\, {x}"],
    ["0.5x", "0.5 \\, {x}"],
    ["-x^2", "-{x}^{2}"],
    ["(-x)^2", "\\left(-{x}\\right)^{2}"],
    ["(x + y)*2", "\\left({x} + {y}\\right) \\cdot 2"],
    ["x - (y - u)", "{x} - \\left({y} - {u}\\right)"],
    ["sqrt(x)", "\\sqrt{{x}}"],
    ["|x|", "\\left|{x}\\right|"],
    ["ln(x)", "\\ln\\left({x}\\right)"],
    ["log(x)", "\\ln\\left({x}\\right)"],
    ["max(0, x)", "\\max\\left(0;\\, {x}\\right)"],
    ["2e-3", "0.002"],
    ["1e-9x", "1 \\cdot 10^{-9} \\, {x}"],
    ["pi x", "\\pi \\, {x}"],
    ["x*-y", "{x} \\, \\left(-{y}\\right)"],
  ])("%s", (text, tex) => {
    expect(readFormula(text, variables)).toMatchObject({ ok: true, tex });
  });

  test("in the symbols of the field", () => {
    const result = readFormula("w1 x1^2", [
      { name: "w1", tex: "w_{1,1}^2" },
      { name: "x1", tex: "x_1" },
    ]);
    expect(result).toMatchObject({ ok: true, tex: "{w_{1,1}^2} \\, {x_1}^{2}" });
  });

  test("written as text, it is read as the same tree", () => {
    for (const [ours, theirs] of [...equal, ...unequal]) {
      for (const text of [ours, theirs]) expect(read(formulaText(read(text)))).toEqual(read(text));
    }
  });
});

describe("bounded", () => {
  test.each([
    ["brackets", `${"(".repeat(1000)}x${")".repeat(999)}`],
    ["open brackets", "(".repeat(2000)],
    ["signs", `${"-".repeat(1999)}x`],
    ["powers", `${"x^".repeat(999)}x`],
    ["a long sum", `${"x+".repeat(999)}x`],
    ["a long product", "x ".repeat(1000)],
    ["calls", `${"sin(".repeat(400)}x${")".repeat(399)}`],
    ["bars", "|".repeat(2000)],
    ["digits", "9".repeat(2000)],
    ["one name", "x".repeat(2000)],
    ["too long", "x+".repeat(5000)],
    ["commas", "1,".repeat(1000)],
    ["superscripts", "²".repeat(2000)],
  ])("%s", (_name, text) => {
    const began = performance.now();
    const result = readFormula(text, variables);
    if (result.ok) compareFormulas(read("x"), result.formula, { x: plain }, "nothing", "seed");
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("anything typed is read or refused with words", () => {
    const piece = fc.constantFrom(
      "x",
      "y",
      "2",
      ".5",
      ",",
      " ",
      "+",
      "-",
      "*",
      "/",
      "^",
      "(",
      ")",
      "sin",
      "max",
      "e",
      "|",
      ";",
      "²",
      "δ",
      "1e",
      "'",
      "\\",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.array(piece, { maxLength: 30 }).map((p) => p.join("")),
        ),
        (text) => {
          const result = readFormula(text, variables);
          if (!result.ok) return result.message.en !== "" && result.message["pt-BR"] !== "";
          const { equal: itself } = compareFormulas(
            result.formula,
            result.formula,
            Object.fromEntries(names.map((n) => [n, plain])),
            "nothing",
            "s",
          );
          return typeof itself === "boolean";
        },
      ),
      { numRuns: 2000 },
    );
  });
});
