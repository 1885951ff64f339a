import { expect, test } from "vitest";
import { imported, qti2, refusal } from "./imported.ts";

const moodle = (text: string, before = "") =>
  `${before}<quiz><question type="description"><name><text>n</text></name><questiontext format="html"><text>${text}</text></questiontext></question></quiz>`;

test("entities of a document are never expanded, nor files fetched, and that is said", () => {
  const lol = Array.from({ length: 10 }, (_, k) => `<!ENTITY l${k + 1} "${`&l${k};`.repeat(10)}">`).join("");
  const { items, lost } = imported(
    moodle(
      "&l10; &file; &eacute;",
      `<!DOCTYPE quiz [<!ENTITY l0 "lol">${lol}<!ENTITY file SYSTEM "file:///etc/passwd">]>`,
    ),
  );
  expect(items[0]?.text.en).toBe("\\&l10; \\&file; é");
  expect(lost).toEqual([": entities"]);
});

test("scripts, handlers and addresses that run something are gone", () => {
  const { items, lost } = imported(
    moodle(
      "<![CDATA[<p onclick='x()'>a <script>alert(1)</script><a href='javascript:x()'>b</a> <iframe src='http://x'></iframe></p>]]>",
    ),
  );
  expect(items[0]?.text.en).toBe("a b");
  expect(lost).toEqual(["n: script", "n: embedded page"]);
});

test.each([
  ["elements nested without end", `<quiz>${"<a>".repeat(5000)}${"</a>".repeat(5000)}</quiz>`, "nested"],
  ["not well-formed", "<quiz><question></quiz>", "line 1"],
  ["another XML", '<svg xmlns="http://www.w3.org/2000/svg"/>', "<svg>"],
  ["a web page", "<!DOCTYPE html><html><head></head><body></body></html>", "<html>"],
  ["an unknown encoding", '<?xml version="1.0" encoding="klingon"?><quiz/>', "klingon"],
  ["a reserved name", "<__proto__/>", "XML"],
])("%s is refused in words", (_, xml, word) => {
  expect(refusal(xml)).toContain(word);
});

test("HTML nested without end keeps one question out, not the file", () => {
  const { kinds, lost } = imported(
    moodle(`<![CDATA[${"<div>".repeat(30_000)}]]>`).replace(
      "</quiz>",
      '<question type="essay"><name><text>e</text></name></question></quiz>',
    ),
  );
  expect([kinds, lost]).toEqual([["essay"], ["n: text"]]);
});

test("encodings that a file declares or shows", () => {
  const latin = Uint8Array.from([...qti2("<p>ção</p>").replace("UTF-8", "ISO-8859-1")].map((c) => c.charCodeAt(0)));
  const wide = new Uint8Array(
    Uint16Array.from([...`\uFEFF${qti2("<p>ção</p>").replace("UTF-8", "UTF-16")}`].map((c) => c.charCodeAt(0))).buffer,
  );
  for (const file of [latin, wide, `\uFEFF${qti2("<p>ção</p>")}`]) expect(imported(file).items[0]?.text.en).toBe("ção");
  expect(refusal(Uint8Array.from([...latin].map((byte, k) => (k < 60 ? qti2("").charCodeAt(k) : byte))))).toContain(
    "UTF-8",
  );
});

test.each([
  ["2 MiB of braces", `q${"{".repeat(2_000_000)}`],
  ["a million answers", `q {${"=a ~b ".repeat(100_000)}}`],
  ["colons", `::${":".repeat(500_000)}`],
  ["backslashes", `q \\${"\\".repeat(999_999)} {T}`],
  ["many small questions", "q {T}\n\n".repeat(5_000)],
])("GIFT that is too much: %s", (_, text) => {
  const began = performance.now();
  expect(() => imported(text, "x.gift")).not.toThrow();
  expect(performance.now() - began).toBeLessThan(30_000);
});

const many = (count: number, one: (k: number) => string) => Array.from({ length: count }, (_, k) => one(k)).join("");
const declared =
  '<responseDeclaration identifier="R" cardinality="single" baseType="float"><correctResponse><value>1</value></correctResponse></responseDeclaration>';
const entry = '<p><textEntryInteraction responseIdentifier="R"/></p>';

test.each([
  [
    "words and rules",
    qti2(
      entry,
      declared,
      `<responseProcessing>${many(10_000, (k) => `<responseCondition><responseIf><match><variable identifier="R"/><correct identifier="R"/></match><setOutcomeValue identifier="F"><baseValue baseType="identifier">f${k}</baseValue></setOutcomeValue></responseIf></responseCondition>`)}</responseProcessing>${many(10_000, (k) => `<modalFeedback outcomeIdentifier="F" identifier="f${k}" showHide="show">w</modalFeedback>`)}`,
    ),
  ],
  [
    "outcomes and rules",
    qti2(
      entry,
      declared + many(20_000, (k) => `<outcomeDeclaration identifier="O${k}" cardinality="single" baseType="float"/>`),
      `<responseProcessing>${many(20_000, (k) => `<setOutcomeValue identifier="O${k}"><baseValue baseType="float">1</baseValue></setOutcomeValue>`)}</responseProcessing>`,
    ).replace(' normalMaximum="2"', ""),
  ],
  ["blanks", qti2(entry.repeat(20_000), declared)],
])("QTI that is too much: %s", (_, xml) => {
  const began = performance.now();
  expect(() => imported(xml)).not.toThrow();
  expect(performance.now() - began).toBeLessThan(30_000);
});
