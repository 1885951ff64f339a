import { expect, test } from "vitest";
import { withFormulas } from "../../app/_report/notation.ts";

test.each([
  ["First seen in δ^1 (layer 1).", "First seen in $\\delta^{1}$ (layer 1)."],
  ["u^{m−1} for y^{m−1}", "$u^{m-1}$ for $y^{m-1}$"],
  ["the position of w_{1,2}^1 and of b_1^1.", "the position of $w_{1,2}^{1}$ and of $b_{1}^{1}$."],
  ["no symbol: delta1, W2, snake_case", "no symbol: delta1, W2, snake_case"],
  ["already $\\delta^1$ and δ^1", "already $\\delta^1$ and δ^1"],
])("%s", (sentence, shown) => {
  expect(withFormulas(sentence)).toBe(shown);
});
