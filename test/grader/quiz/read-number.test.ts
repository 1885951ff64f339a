import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNumber } from "../../../grader/quiz/read-number.ts";

const readable: [text: string, value: number, half: number, tex: string][] = [
  ["0.5", 0.5, 0.05, "0.5"],
  ["0,5", 0.5, 0.05, "0{,}5"],
  [".5", 0.5, 0.05, "0.5"],
  [",5", 0.5, 0.05, "0{,}5"],
  ["5.", 5, 0.5, "5"],
  ["5,", 5, 0.5, "5"],
  ["12", 12, 0.5, "12"],
  ["0", 0, 0.5, "0"],
  ["-0", -0, 0.5, "-0"],
  ["007", 7, 0.5, "007"],
  ["+3", 3, 0.5, "3"],
  ["-3", -3, 0.5, "-3"],
  ["- 3", -3, 0.5, "-3"],
  ["\u22123,20", -3.2, 0.005, "-3{,}20"],
  ["\u20133", -3, 0.5, "-3"],
  ["  0,25\u00a0", 0.25, 0.005, "0{,}25"],
  ["1e3", 1000, 500, "1 \\cdot 10^{3}"],
  ["1E-3", 0.001, 0.0005, "1 \\cdot 10^{-3}"],
  ["1,5e+2", 150, 5, "1{,}5 \\cdot 10^{2}"],
  ["3.2*10^-4", 0.00032, 0.000005, "3.2 \\cdot 10^{-4}"],
  ["3,2·10^-4", 0.00032, 0.000005, "3{,}2 \\cdot 10^{-4}"],
  ["3,2 × 10⁻⁴", 0.00032, 0.000005, "3{,}2 \\cdot 10^{-4}"],
  ["3.2 x 10^(-4)", 0.00032, 0.000005, "3.2 \\cdot 10^{-4}"],
  ["10^-3", 0.001, 0, "10^{-3}"],
  ["-10⁻³", -0.001, 0, "-10^{-3}"],
  ["1/3", 1 / 3, 0, "\\frac{1}{3}"],
  ["-1/3", -1 / 3, 0, "\\frac{-1}{3}"],
  ["1/-3", -1 / 3, 0, "\\frac{1}{-3}"],
  ["1 \u2044 3", 1 / 3, 0, "\\frac{1}{3}"],
  ["0,5/1,5", 1 / 3, 0, "\\frac{0{,}5}{1{,}5}"],
  ["1 000", 1000, 0.5, "1\\,000"],
  ["1\u202f234\u202f567,8", 1234567.8, 0.05, "1\\,234\\,567{,}8"],
  ["1,234", 1.234, 0.0005, "1{,}234"],
  ["1.234", 1.234, 0.0005, "1.234"],
];

const unreadable: [text: string, says: RegExp][] = [
  ["", /not a number/],
  ["   ", /not a number/],
  ["abc", /not a number/],
  ["-", /not a number/],
  [".", /not a number/],
  [",", /not a number/],
  ["e3", /not a number/],
  ["--1", /not a number/],
  ["1 2", /not a number/],
  ["12 34", /not a number/],
  ["1_000", /not a number/],
  ["0x1F", /not a number/],
  ["1.234,5", /separators of thousands/],
  ["1,234.5", /separators of thousands/],
  ["1.234.567", /separators of thousands/],
  ["1,2,3", /separators of thousands/],
  ["1e400", /finite/],
  ["Infinity", /finite/],
  ["-∞", /finite/],
  ["NaN", /finite/],
  ["1/0", /divides by zero/],
  ["0/0", /divides by zero/],
  ["1/2/3", /one number/],
  ["1/", /one number/],
  ["2*3", /one number/],
  ["sqrt(2)", /one number/],
  ["2^3", /one number/],
  ["1-2", /one number/],
  ["50%", /share/],
  ["50 %", /share/],
  ["1e3e3", /not a number/],
  ["0.5 V", /not a number/],
  ["=0.5", /not a number/],
  ["<script>", /not a number/],
];

describe("reading a number as it is typed", () => {
  test.each(readable)("%j", (text, value, half, tex) => {
    const read = readNumber(text);
    expect(read).toMatchObject({ ok: true, value, tex });
    if (read.ok) expect(read.half).toBeCloseTo(half, 12);
  });

  test.each(unreadable)("%j is refused", (text, says) => {
    const read = readNumber(text);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.message.en).toMatch(says);
    expect(read.message["pt-BR"]).not.toBe(read.message.en);
  });

  test("what JavaScript prints of a number is read as that number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (drawn) => {
        // -0 is printed as 0
        const value = drawn + 0;
        expect(readNumber(String(value))).toMatchObject({ ok: true, value });
        expect(readNumber(String(value).replace(".", ","))).toMatchObject({ ok: true, value });
      }),
    );
  });

  test("any text is answered at once", () => {
    const began = performance.now();
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => typeof readNumber(text).ok === "boolean"));
    for (const piece of ["1", " 111", "1 ", "-", "(", "1e1", ",", "0.", "10^", "*"]) readNumber(piece.repeat(500));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
