import { describe, expect, test } from "vitest";
import { insertAt, lineOf, moveAt, readYaml, removeAt, setAt } from "../../../lib/quizzes/authoring/document.ts";

const source = `# A question about sums
id: sums
title: { en: Sums, pt-BR: Somas } # short
text:
  en: >-
    What is
    the sum?
  pt-BR: "Qual é a soma?"

# the drawn numbers
parameters:
  a: { integer: { from: 1, to: 9 } } # small
fields:
  # the only one
  - id: s
    kind: numeric
    answer: a + 1
solution: { en: x, pt-BR: y }
`;

interface Shape {
  title: object;
  text: { en: string };
  topics?: string[];
  parameters?: object;
  fields: { id: string; points?: number }[];
}

describe("changing a YAML text", () => {
  test.each<[string, (text: string) => string | null, (value: Shape) => unknown, unknown]>([
    ["a scalar", (t) => setAt(t, ["title", "en"], "Adding"), (v) => v.title, { en: "Adding", "pt-BR": "Somas" }],
    [
      "a text of several lines",
      (t) => setAt(t, ["text", "en"], "One\n\nTwo: three # four"),
      (v) => v.text.en,
      "One\n\nTwo: three # four",
    ],
    ["a new key", (t) => setAt(t, ["topics"], ["sums"]), (v) => v.topics, ["sums"]],
    ["inside a list", (t) => setAt(t, ["fields", 0, "points"], 2), (v) => v.fields[0]!.points, 2],
    ["taking away", (t) => setAt(t, ["parameters"], undefined), (v) => v.parameters, undefined],
    [
      "inserting",
      (t) => insertAt(t, ["fields"], { id: "b", kind: "essay" }, 0),
      (v) => v.fields.map(({ id }) => id),
      ["b", "s"],
    ],
    ["removing", (t) => removeAt(t, ["fields"], 0), (v) => v.fields, []],
  ])("%s", (_name, change, read, expected) => {
    const changed = change(source)!;
    const parsed = readYaml(changed);
    expect(parsed.ok && read(parsed.value as Shape)).toEqual(expected);
    // every other key's value is what it was
    const [before, after] = [readYaml(source), parsed].map((each) => (each.ok ? (each.value as object) : {}));
    const differ = Object.keys({ ...before, ...after }).filter(
      (key) => JSON.stringify(before![key as never]) !== JSON.stringify(after![key as never]),
    );
    expect(differ).toHaveLength(1);
  });

  test("leaves every other line, comments and quotes as they were", () => {
    expect(setAt(source, ["title", "en"], "Adding")).toBe(source.replace("en: Sums", "en: Adding"));
    const lines = new Set(setAt(source, ["fields", 0, "answer"], "a + 2")!.split("\n"));
    expect(source.split("\n").filter((line) => !lines.has(line))).toEqual(["    answer: a + 1"]);
  });

  test("the same value again changes nothing of what is read, however often", () => {
    let text = source;
    for (let n = 0; n < 3; n += 1) text = setAt(text, ["text", "en"], "What is\nthe product?")!;
    expect(text).toContain("# the drawn numbers\nparameters:");
    expect(setAt(text, ["text", "en"], "What is\nthe product?")).toBe(text);
  });

  test("moving an entry keeps its comments", () => {
    const text = "zones:\n  - questions:\n      - { id: a, points: 1 } # first\n      - { id: b, points: 2 }\n";
    const moved = moveAt(text, ["zones", 0, "questions"], 0, 5)!;
    expect(moved).toMatch(/id: b[\s\S]*id: a, points: 1 } # first/);
  });

  test("what is no YAML map is left to its author", () => {
    expect(setAt("a: [", ["a"], 1)).toBeNull();
    expect(setAt("- 1", ["a"], 1)).toBeNull();
    expect(readYaml("a: [\nb")).toMatchObject({ ok: false });
    expect(setAt("", ["id"], "x")).toBe("id: x\n");
  });

  test("a document with anchors stays one document", () => {
    const text = "a: &one { x: 1 }\nb: *one\n";
    expect(readYaml(setAt(text, ["c"], 3)!)).toEqual({ ok: true, value: { a: { x: 1 }, b: { x: 1 }, c: 3 } });
  });

  test("a few lines do not become a billion", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f"].map((k, i) => `${k}: &${k} [${Array(9).fill(`*${"abcdef"[i]}`)}]`).join("\n")}\n`;
    expect(readYaml(bomb)).toMatchObject({ ok: false });
  });

  test("the line of a path", () => {
    expect(lineOf(source, ["fields", 0, "answer"])).toBe(17);
    expect(lineOf(source, ["fields", 7])).toBe(15);
  });
});
