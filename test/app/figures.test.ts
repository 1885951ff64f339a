import { describe, expect, test } from "vitest";
import { figure } from "../../app/_report/figures.ts";

describe("figures are written for their reader", () => {
  test.each([
    [0, "en", undefined, "0"],
    [0.5, "en", undefined, "0.5"],
    [-0.51234567, "en", undefined, "−0.5123"],
    [0.51234567, "pt-BR", undefined, "0,5123"],
    [2.34e-16, "en", 2, "2.3 × 10⁻¹⁶"],
    [-2.34e-16, "pt-BR", 2, "−2,3 × 10⁻¹⁶"],
    [1.5e9, "en", 2, "1.5 × 10⁹"],
    [null, "en", undefined, "NaN/∞"],
    [undefined, "en", undefined, "–"],
  ] as const)("%s in %s", (value, locale, digits, written) => {
    expect(figure(value, locale, digits)).toBe(written);
  });
});
