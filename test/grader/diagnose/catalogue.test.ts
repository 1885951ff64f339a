import { readFile } from "node:fs/promises";
import katex from "katex";
import { describe, expect, test } from "vitest";
import { mutatesInput, notFinite, unexplained } from "../../../grader/diagnose/catalogue/facts.ts";
import { describeNetworkMistake, networkMistakes } from "../../../grader/diagnose/catalogue/network.ts";
import { newtonMistakes } from "../../../grader/diagnose/catalogue/second-order.ts";
import { trainingMistakes } from "../../../grader/diagnose/catalogue/training.ts";
import { updateRuleMistakes } from "../../../grader/diagnose/catalogue/update-rules.ts";
import { doubleHypotheses, gradientMutants, singleHypotheses } from "../../../grader/diagnose/network/hypotheses.ts";
import { flagSchema } from "../../../grader/report.ts";
import { drawNetwork } from "../../fixtures/networks.ts";

const kinds = ["forward", "loss", "sensitivities", "gradient", "hessian"] as const;

test("every mistake that can be named has words", () => {
  const small = drawNetwork({ sizes: [2, 2, 2], activations: ["tanh", "logistic"], examples: 2 });
  const codes = new Set(
    kinds.flatMap((kind) => [
      ...singleHypotheses(kind).map(({ code }) => code),
      ...doubleHypotheses(kind, [small]).flatMap(({ code, second }) => [code, second!]),
    ]),
  );
  for (const { code } of gradientMutants) codes.add(code);
  expect([...codes].filter((code) => !(code in networkMistakes))).toEqual([]);
  expect(() => describeNetworkMistake("no-such-mistake")).toThrow(RangeError);
});

describe.each(Object.entries(networkMistakes))("%s", (code, { message, hint, formula }) => {
  test("is said in both languages", () => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const text of [message.en, message["pt-BR"], hint.en, hint["pt-BR"]]) expect(text).toMatch(/[.?]$/);
    expect(message.en).not.toBe(message["pt-BR"]);
    expect(hint.en).not.toBe(hint["pt-BR"]);
  });

  test("has a formula that can be set", () => {
    const trust = ({ command }: { command: string }) => command === "\\htmlClass";
    expect(() => katex.renderToString(formula, { throwOnError: true, strict: false, trust })).not.toThrow();
  });
});

test("the place where it is first seen is part of the message", () => {
  const diagnosis = describeNetworkMistake("u-for-y", { tensor: "W2", layer: 2 });
  expect(diagnosis.message.en).toMatch(/First seen in W\^2 \(layer 2\)\.$/);
  expect(diagnosis.message["pt-BR"]).toMatch(/Visto primeiro em W\^2 \(camada 2\)\.$/);
});

test("docs/diagnosis.md lists every code that a report can name, and no other", async () => {
  const documented = [...(await readFile("docs/diagnosis.md", "utf8")).matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(
    (m) => m[1]!,
  );
  const flags = flagSchema.shape.code.options;
  const known = [
    ...Object.keys(networkMistakes),
    ...Object.keys(updateRuleMistakes),
    ...Object.keys(newtonMistakes),
    ...Object.keys(trainingMistakes),
    mutatesInput("").code,
    notFinite("u1", 1, Number.NaN).code,
    unexplained("u1").code,
    ...flags,
  ];
  expect([...new Set(documented)].sort()).toEqual([...new Set(known)].sort());
});
