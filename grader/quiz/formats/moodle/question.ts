import { both, type Draft, type DraftField, type Losses, lossBook, Unsupported } from "../reading.ts";
import { gapMark, gapsShown } from "../text/placeholders.ts";
import { childOf, childrenOf, elementsOf, textOf, type XmlElement } from "../xml/tree.ts";
import { combined, matching, multichoice, numerical, ordering, shortAnswer, trueFalse } from "./answers.ts";
import { embeddedAnswers } from "./embedded.ts";
import { missingWords } from "./selected.ts";
import { moodleMarkdown, number, truth } from "./texts.ts";

const answered: Record<string, (question: XmlElement, losses: Losses) => DraftField> = {
  multichoice,
  truefalse: trueFalse,
  shortanswer: shortAnswer,
  numerical,
  matching,
  ordering,
};

/** One `<question>` of Moodle XML. @throws Unsupported for the types that have no counterpart */
export function moodleQuestion(question: XmlElement, category: string): Draft {
  const losses = lossBook();
  const type = question.attributes.get("type") ?? "";
  const { text, fields } = contentOf(question, type, losses);
  nameWhatIsLeft(question, losses);
  const tags = childOf(question, "tags");
  return {
    identifier: textOf(childOf(question, "idnumber")),
    title: textOf(childOf(question, "name")),
    text,
    fields,
    topics: [...(category ? [category] : []), ...(tags ? childrenOf(tags, "tag").map((tag) => textOf(tag)) : [])],
    solution: moodleMarkdown(childOf(question, "generalfeedback"), losses),
    points: number(childOf(question, "defaultgrade"), 1),
    losses: losses.list,
  };
}

function contentOf(question: XmlElement, type: string, losses: Losses): { text: string; fields: DraftField[] } {
  const body = childOf(question, "questiontext");
  const read = answered[type];
  if (read) return { text: moodleMarkdown(body, losses), fields: [read(question, losses)] };
  switch (type) {
    case "description":
      return { text: moodleMarkdown(body, losses), fields: [] };
    case "essay":
      return { text: moodleMarkdown(body, losses), fields: [essay(question, losses)] };
    case "cloze":
    case "multianswer": {
      let answers: ReturnType<typeof embeddedAnswers> | undefined;
      const text = moodleMarkdown(body, losses, (source) => {
        answers = embeddedAnswers(source, gapMark, losses);
        return answers.text;
      });
      if (answers === undefined || Object.keys(answers.gaps).length + answers.others.length === 0) {
        throw new Unsupported("cloze", "its text has no embedded answer");
      }
      const gaps = Object.keys(answers.gaps).length > 0;
      const cloze: DraftField[] = gaps ? [{ kind: "cloze", text: both(gapsShown(text)), gaps: answers.gaps }] : [];
      return { text: gaps ? "" : text, fields: [...cloze, ...answers.others] };
    }
    case "gapselect":
    case "ddwtos": {
      const words = missingWords(question, losses);
      const text = gapsShown(moodleMarkdown(body, losses, words.prepare));
      return { text: "", fields: words.fields(text).map((field) => ({ ...field, ...combined(question, losses) })) };
    }
    default:
      throw new Unsupported(type || "question", `questions of Moodle's type "${type}" have no counterpart here`);
  }
}

function essay(question: XmlElement, losses: Losses): DraftField {
  const rubric = moodleMarkdown(childOf(question, "graderinfo"), losses);
  const asked = textOf(childOf(question, "responseformat"));
  const most = number(childOf(question, "maxwordlimit"), 0);
  if (asked === "noinline") return { kind: "file", ...(rubric ? { rubric: both(rubric) } : {}) };
  if (number(childOf(question, "attachments"), 0) !== 0)
    losses.add("attachments", "no files can be handed in with the text");
  if (number(childOf(question, "minwordlimit"), 0) > 0)
    losses.add("word limit", "the least number of words is not held to");
  if (moodleMarkdown(childOf(question, "responsetemplate"), losses) !== "")
    losses.add("response template", "the text that answers begin with was left out");
  return {
    kind: "essay",
    ...(most > 0 ? { maxWords: Math.min(5_000, most) } : {}),
    ...(rubric ? { rubric: both(rubric) } : {}),
  };
}

/** Settings that change how a question behaves in Moodle and that nothing here stands for. */
function nameWhatIsLeft(question: XmlElement, losses: Losses): void {
  const all = elementsOf(question);
  if (all.some((element) => element.name === "hint" && textOf(element) !== ""))
    losses.add("hint", "hints between tries were left out");
  if (textOf(childOf(question, "image")) !== "") losses.add("image", "a picture above the question was left out");
  if (truth(childOf(question, "hidden"), false)) losses.add("hidden", "the question was hidden and no longer is");
  if (number(childOf(question, "penalty"), 0) > 0 && all.some(({ name }) => name === "hint")) {
    losses.add("penalty", "the penalty for further tries was left out; quizzes have their own");
  }
}
