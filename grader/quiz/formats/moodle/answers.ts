import { matchingField, orderingField } from "../answers/arranged.ts";
import { choiceField, trueFalseField } from "../answers/choice.ts";
import { fieldFeedback } from "../answers/fractions.ts";
import { numericField } from "../answers/numeric.ts";
import { shortTextField } from "../answers/short-text.ts";
import { type DraftField, type Losses, Unsupported } from "../reading.ts";
import { markdownOfPlain } from "../text/html.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../xml/tree.ts";
import { moodleMarkdown, moodlePlain, number, truth } from "./texts.ts";

/** `fraction` is in per cent; a right answer has 100 */
const fractionOf = (answer: XmlElement) => {
  const value = Number(answer.attributes.get("fraction") ?? textOf(childOf(answer, "fraction")));
  return Number.isFinite(value) ? value / 100 : 0;
};
const feedbackOf = (answer: XmlElement, losses: Losses) => moodleMarkdown(childOf(answer, "feedback"), losses);

export function multichoice(question: XmlElement, losses: Losses): DraftField {
  const field = choiceField(
    childrenOf(question, "answer").map((answer) => ({
      text: moodleMarkdown(answer, losses),
      fraction: fractionOf(answer),
      feedback: feedbackOf(answer, losses),
    })),
    { single: truth(childOf(question, "single"), true), shuffle: truth(childOf(question, "shuffleanswers"), true) },
    losses,
  );
  return { ...field, ...combined(question, losses) };
}

/** Words for a right, a partly right and a wrong answer. */
export function combined(question: XmlElement, losses: Losses) {
  const [right, partly, wrong] = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"].map((name) =>
    moodleMarkdown(childOf(question, name), losses),
  );
  if (partly) losses.add("feedback", "words for a partly right answer were left out");
  return fieldFeedback(right ?? "", wrong ?? "");
}

export function trueFalse(question: XmlElement, losses: Losses): DraftField {
  const answers = childrenOf(question, "answer");
  const right = answers.find((answer) => fractionOf(answer) > 0);
  const wrong = answers.find((answer) => answer !== right);
  const word = right && moodlePlain(right).toLowerCase();
  if (right === undefined || (word !== "true" && word !== "false")) {
    throw new Unsupported("answer key", "neither true nor false is marked as right");
  }
  return trueFalseField(word === "true", feedbackOf(right, losses), wrong ? feedbackOf(wrong, losses) : "");
}

export function shortAnswer(question: XmlElement, losses: Losses): DraftField {
  const answers = childrenOf(question, "answer").map((answer) => ({
    text: moodlePlain(answer),
    fraction: fractionOf(answer),
    feedback: feedbackOf(answer, losses),
  }));
  return shortTextField(answers, { exact: truth(childOf(question, "usecase"), false), wildcards: true }, losses);
}

export function numerical(question: XmlElement, losses: Losses): DraftField {
  const units = childOf(question, "units");
  const names = units ? childrenOf(units, "unit").map((unit) => textOf(childOf(unit, "unit_name"))) : [];
  if (names.length > 1) losses.add("units", `only the unit "${names[0]}" is kept of ${names.length}`);
  if (number(childOf(question, "unitgradingtype"), 0) > 0) losses.add("units", "the unit is shown, not asked for");
  const all = childrenOf(question, "answer");
  const rest = all.find((answer) => moodlePlain(answer) === "*");
  const answers = all.filter((answer) => answer !== rest);
  const field = numericField(
    answers.map((answer) => ({
      value: Number(moodlePlain(answer).replace(",", ".")),
      within: Math.abs(number(childOf(answer, "tolerance"), 0)),
      fraction: fractionOf(answer),
      feedback: feedbackOf(answer, losses),
    })),
    losses,
    rest ? feedbackOf(rest, losses) : "",
  );
  return names[0] ? ({ ...field, unit: names[0].slice(0, 40) } as DraftField) : field;
}

export function matching(question: XmlElement, losses: Losses): DraftField {
  const field = matchingField(
    childrenOf(question, "subquestion").map((pair) => ({
      left: moodleMarkdown(pair, losses),
      right: markdownOfPlain(textOf(childOf(childOf(pair, "answer") ?? pair, "text"))),
    })),
  );
  return { ...field, ...combined(question, losses) };
}

export function ordering(question: XmlElement, losses: Losses): DraftField {
  const grading = textOf(childOf(question, "gradingtype")).toUpperCase() || "ALL_OR_NOTHING";
  if (grading !== "ALL_OR_NOTHING" && grading !== "LONGEST_ORDERED_SUBSET") {
    losses.add("grading", `its grading (${grading}) became ours, by the longest part in order`);
  }
  const lines = childrenOf(question, "answer").map((answer) => moodleMarkdown(answer, losses));
  const credit = grading === "ALL_OR_NOTHING" ? ("all-or-nothing" as const) : ("longest-run" as const);
  return { ...orderingField(lines), credit, ...combined(question, losses) } as DraftField;
}
