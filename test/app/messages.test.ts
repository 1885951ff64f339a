import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import en from "../../app/_i18n/en.json" with { type: "json" };
import pt from "../../app/_i18n/pt-BR.json" with { type: "json" };
import { exerciseKinds } from "../../grader/kinds.ts";
import { verdicts } from "../../grader/report.ts";

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** The names of the values that a message is filled with. */
const filled = (message: string) => [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();

const english = flatten(en);
const portuguese = flatten(pt);

describe("both catalogues are complete", () => {
  test("they have the same keys, and no empty message", () => {
    expect([...portuguese.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...english, ...portuguese].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("they are filled with the same values", () => {
    const differing = [...english].filter(
      ([key, text]) => `${filled(text)}` !== `${filled(portuguese.get(key) ?? "")}`,
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test("every verdict and every kind of exercise has a name", () => {
    for (const verdict of verdicts) expect(english.has(`verdict.${verdict}`), verdict).toBe(true);
    for (const kind of exerciseKinds) expect(english.has(`kind.${kind}`), kind).toBe(true);
  });
});

test.each([
  ["en", en],
  ["pt-BR", pt],
] as const)("every message of %s can be formatted", (locale, messages) => {
  const broken: string[] = [];
  const t = createTranslator({
    locale,
    messages: messages as Record<string, unknown>,
    onError: (error) => broken.push(error.message),
  });
  for (const [key, text] of flatten(messages)) {
    const values = Object.fromEntries(filled(text).map((name) => [name, 2]));
    if (/[{}]/.test(t(key as never, values as never))) broken.push(key);
  }
  expect(broken).toEqual([]);
});
