import type { GIFTQuestion, NumericalChoice, NumericalFormat, TextChoice } from "gift-pegjs";
import { matchingField } from "../answers/arranged.ts";
import { choiceField, mostChoices, trueFalseField } from "../answers/choice.ts";
import { numericField, type WeighedNumber } from "../answers/numeric.ts";
import { shortTextField } from "../answers/short-text.ts";
import { type DraftField, type Losses, Unsupported } from "../reading.ts";
import { markdownOfPlain } from "../text/html.ts";
import { giftMarkdown, giftPlain } from "./texts.ts";

/** One parsed GIFT question as fields of ours; a description has none. */
export function giftFields(question: GIFTQuestion, losses: Losses): DraftField[] {
  switch (question.type) {
    case "Description":
    case "Category":
      return [];
    case "Essay":
      return [{ kind: "essay" }];
    case "TF": {
      const wrong = giftMarkdown(question.trueFeedback, losses);
      const right = giftMarkdown(question.falseFeedback, losses);
      // the first comment is for the wrong answer, the second for the right one, whatever their names in the parser
      return [trueFalseField(question.isTrue, right, wrong)];
    }
    case "MC": {
      atMost(question.choices.length, mostChoices, "choices");
      // Moodle: one answer is to be chosen as soon as one of them is wholly right
      const single = question.choices.some(({ isCorrect, weight }) => isCorrect && (weight ?? 100) >= 100);
      const choices = question.choices.map((choice) => ({
        text: giftMarkdown(choice.text, losses),
        fraction: fractionOf(choice),
        feedback: giftMarkdown(choice.feedback, losses),
      }));
      return [choiceField(choices, { single: single || choices.some(({ fraction }) => fraction >= 1) }, losses)];
    }
    case "Short":
      atMost(question.choices.length, 200, "answers");
      return [
        shortTextField(
          question.choices.map((choice) => ({
            text: giftPlain(choice.text),
            fraction: fractionOf(choice),
            feedback: giftMarkdown(choice.feedback, losses),
          })),
          { exact: false, wildcards: true },
          losses,
        ),
      ];
    case "Matching":
      atMost(question.matchPairs.length, 2 * mostChoices, "pairs");
      return [
        matchingField(
          question.matchPairs.map(({ subquestion, subanswer }) => ({
            left: giftMarkdown(subquestion, losses),
            right: markdownOfPlain(subanswer),
          })),
        ),
      ];
    case "Numerical":
      return [numericField(numbersOf(question.choices, losses), losses, otherwise(question.choices, losses))];
  }
}

/** before each is converted */
function atMost(count: number, most: number, feature: string): void {
  if (count > most) throw new Unsupported(feature, `${count} ${feature}; at most ${most} are taken`);
}

const fractionOf = ({ isCorrect, weight }: TextChoice | NumericalChoice) =>
  weight === null ? (isCorrect ? 1 : 0) : weight / 100;

function numbersOf(choices: NumericalChoice[] | NumericalFormat, losses: Losses): WeighedNumber[] {
  if (!Array.isArray(choices)) return [{ ...span(choices), fraction: 1, feedback: "" }];
  const kept = choices.filter(({ text }) => "type" in text);
  return kept.map((choice) => ({
    ...span(choice.text),
    fraction: fractionOf(choice),
    feedback: giftMarkdown(choice.feedback, losses),
  }));
}

/** `~#words`: for every other number, which the parser gives as one without a value */
function otherwise(choices: NumericalChoice[] | NumericalFormat, losses: Losses): string {
  const rest = Array.isArray(choices) ? choices.find(({ text }) => !("type" in text)) : undefined;
  return giftMarkdown(rest?.feedback, losses);
}

function span(format: NumericalFormat): { value: number; within: number } {
  const { type, number = Number.NaN, range = 0, numberLow = Number.NaN, numberHigh = Number.NaN } = format;
  if (type !== "high-low") return { value: number, within: Math.abs(range) };
  if (numberLow > numberHigh) throw new Unsupported("range", `the range ${numberLow}..${numberHigh} is empty`);
  return { value: middle(numberLow, numberHigh), within: short((numberHigh - numberLow) / 2) };
}

/** as short a number as halves the range, so that 1.5..2.5 gives 2 and not 2.0000000000000004 */
const short = (value: number) => Number(value.toPrecision(12));
const middle = (low: number, high: number) => short((low + high) / 2);
