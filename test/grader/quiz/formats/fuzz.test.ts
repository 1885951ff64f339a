import { strFromU8, strToU8 } from "fflate";
import { expect, test } from "vitest";
import { importQuiz } from "../../../../grader/quiz/formats/import.ts";
import { quizFiles } from "../../../../grader/quiz/formats/quiz-files.ts";
import { parseQuizFiles } from "../../../../grader/quiz/quiz-folder.ts";
import { dice, mutate, oneOf } from "../../../fuzz/bytes.ts";
import { asQti3, key, qti2, zipped } from "./imported.ts";

const item = qti2(
  '<p>x <b>y</b> <textEntryInteraction responseIdentifier="S"/></p><choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="a">a {{ b }}</simpleChoice><simpleChoice identifier="b">b [[c]]</simpleChoice></choiceInteraction>',
  key("R", "single", "identifier", "b") + key("S", "single", "float", "0.5"),
);
const files: [name: string, bytes: Uint8Array][] = [
  [
    "q.gift",
    strToU8(
      "::T::Which {=a#x ~%50%b ~c}\n\nN {#1:2}\n\n$CATEGORY: x\n\n[markdown]M **b** {=a->b =c->d}\n\nE {}\n\nB {TRUE#a#b####c}\n",
    ),
  ],
  [
    "q.xml",
    strToU8(
      '<?xml version="1.0" encoding="UTF-8"?><quiz><question type="cloze"><name><text>c</text></name><questiontext format="html"><text><![CDATA[<p>{1:SA:=a~%50%b} {:MC:=c~d} {2:NM:=1:0.1}</p>]]></text></questiontext></question></quiz>',
    ),
  ],
  ["i.xml", strToU8(item)],
  ["j.xml", strToU8(asQti3(item))],
  [
    "c.xml",
    strToU8(
      '<questestinterop><item ident="a" title="b"><presentation><material><mattext>x</mattext></material><response_lid ident="r"><render_choice><response_label ident="1"><material><mattext>y</mattext></material></response_label><response_label ident="2"/></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">1</varequal></conditionvar><setvar>1</setvar></respcondition></resprocessing></item></questestinterop>',
    ),
  ],
  [
    "p.zip",
    zipped({
      "imsmanifest.xml":
        '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="i.xml"/></resources></manifest>',
      "i.xml": item,
    }),
  ],
];

const snippets = [
  "",
  " ",
  "-1",
  "0",
  "1e999",
  "NaN",
  "{{ x }}",
  "{{",
  "[[gap1]]",
  "\uE000gap1\uE001",
  "a b",
  "$$",
  "\\(",
  "```",
  "*",
  "&amp;#1;",
  "é".repeat(300),
];

/** A word, a value or a text replaced by one that nobody expects there: the file stays well-formed. */
function reworded(bytes: Uint8Array, random: ReturnType<typeof dice>): Uint8Array {
  const parts = strFromU8(bytes).split(/(?<=[>"=~{#\n])(?=[^<>"=~{}#\n])|(?<=[^<>"=~{}#\n])(?=[<"=~}#\n])/);
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(parts.length);
    if (!/[<>"=]/.test(parts[at]!)) parts[at] = oneOf(snippets, random);
  }
  return strToU8(parts.join(""));
}

test("3,000 files, mutated at random, are read or refused in words; what is read, our own parser takes", () => {
  let read = 0;
  for (let round = 0; round < 3_000; round++) {
    const random = dice("files of other systems", round);
    const [name, bytes] = oneOf(files, random);
    try {
      const result = importQuiz(
        name !== "p.zip" && random.below(2) === 0 ? reworded(bytes, random) : mutate(bytes, random),
        name,
      );
      if (!result.ok) {
        if (result.message === "") throw new Error("refused without words");
        continue;
      }
      read++;
      const written = quizFiles(result.imported, "quiz").files;
      const parsed = written.length === 0 ? { ok: true as const } : parseQuizFiles(written);
      if (!parsed.ok) throw new Error(parsed.messages.map(({ file, text }) => `${file}: ${text}`).join("; "));
    } catch (cause) {
      throw new Error(`round ${round}, ${name}`, { cause });
    }
  }
  expect(read).toBeGreaterThan(500);
});
