import type { Gap } from "../gaps.ts";
import { letters } from "../identifiers.ts";
import { both, type DraftField, type Losses, Unsupported } from "../reading.ts";
import { markdownOf } from "../text/html.ts";
import { gapMark } from "../text/placeholders.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../xml/tree.ts";

/** `[[2]]` in the text of "select missing words" and "drag and drop into text": the second word of its group is right there. */
export function missingWords(question: XmlElement, losses: Losses) {
  const words = childrenOf(question, "selectoption", "dragbox").map((option) => ({
    text: textOf(childOf(option, "text")),
    group: textOf(childOf(option, "group")) || "1",
  }));
  const gaps: Record<string, Gap> = {};
  let count = 0;
  const prepare = (source: string) =>
    source.replace(/\[\[(\d{1,3})\]\]/g, (whole, place: string) => {
      const right = words[Number(place) - 1];
      if (right === undefined) throw new Unsupported("answer key", `${whole} asks for a word that is not there`);
      const id = `gap${++count}`;
      const offered = words.filter(({ group }) => group === right.group);
      if (offered.length < 2) throw new Unsupported("choices", `${whole} has one word to choose from`);
      if (offered.length > 20)
        throw new Unsupported("choices", `${whole} has ${offered.length} words to choose from; at most 20 are taken`);
      gaps[id] = {
        kind: "single-choice",
        choices: offered.map((word, index) => ({
          id: letters(index),
          text: both(markdownOf(word.text, losses) || "—"),
          correct: word === right,
        })),
      };
      return gapMark(id);
    });
  const fields = (text: string): DraftField[] => {
    if (count === 0) throw new Unsupported("cloze", "its text has no place for a word");
    return [{ kind: "cloze", text: both(text), gaps }];
  };
  return { prepare, fields };
}
