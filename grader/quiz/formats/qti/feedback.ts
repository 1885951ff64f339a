import { fieldFeedback } from "../answers/fractions.ts";
import type { DraftField, Losses } from "../reading.ts";
import { childrenOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { type Context, shown } from "./context.ts";
import { feedbackRules } from "./feedback-rules.ts";
import { attribute } from "./names.ts";

const forRight = /^(correct|right|true|richtig|certo|correto|feedback_?correct|correct_?fb)$/i;
const forWrong =
  /^(incorrect|wrong|false|falsch|errado|incorreto|feedback_?incorrect|incorrect_?fb|general_incorrect_fb)$/i;

/** Words that appear with an answer, sorted to where we can show them: a choice, the whole item, the worked solution. */
export interface Feedback {
  choices: Map<string, string>;
  right: string;
  wrong: string;
  solution: string;
}

export function feedbackOf(item: XmlElement, context: Context): Feedback {
  const found: Feedback = { choices: new Map(), right: "", wrong: "", solution: "" };
  const identifiers = new Set(
    named(item, "simpleChoice", "hottext", "inlineChoice").map((choice) => attribute(choice, "identifier")),
  );
  const add = (before: string, words: string) => [before, words].filter(Boolean).join("\n\n");
  const rules = feedbackRules(item);
  /** by what the item's own rules say, else by its name */
  const sort = (element: XmlElement, words: string): void => {
    const identifier = attribute(element, "identifier");
    const rule = rules(attribute(element, "outcomeIdentifier"), identifier);
    if (rule?.kind === "choice" && identifiers.has(rule.identifier))
      found.choices.set(rule.identifier, add(found.choices.get(rule.identifier) ?? "", words));
    else if (rule?.kind === "right" || (!rule && forRight.test(identifier))) found.right = add(found.right, words);
    else if (rule?.kind === "wrong" || (!rule && forWrong.test(identifier))) found.wrong = add(found.wrong, words);
    else left(element, context.losses);
  };
  const elements = [...childrenOf(item, "modalFeedback"), ...named(item, "feedbackInline", "feedbackBlock")];
  for (const element of elements) {
    if (textOf(element) === "") continue;
    const identifier = attribute(element, "identifier");
    const words = shown(element, context);
    if (attribute(element, "showHide") === "hide") left(element, context.losses);
    else if (identifiers.has(identifier))
      found.choices.set(identifier, add(found.choices.get(identifier) ?? "", words));
    else if (titled(element) === "right") found.right = add(found.right, words);
    else if (titled(element) === "wrong") found.wrong = add(found.wrong, words);
    else if (/solution/i.test(`${identifier} ${attribute(element, "outcomeIdentifier")}`))
      found.solution = add(found.solution, words);
    else sort(element, words);
  }
  return found;
}

/** Some systems show both with the same identifier and tell them apart by their title. */
function titled(element: XmlElement): "right" | "wrong" | undefined {
  const title = attribute(element, "title").replace(/[!.…\s]+$/, "");
  if (/^(leider )?(falsch|wrong|incorrect|errado|incorreto)$/i.test(title)) return "wrong";
  return /^(richtig|right|correct|certo|correto)$/i.test(title) ? "right" : undefined;
}

const left = (element: XmlElement, losses: Losses) =>
  losses.add(element.name, "words that the item's own rules show with an answer were left out");

/** The words go with the only field; with several, nobody could tell which one they are about. */
export function withFeedback(fields: readonly DraftField[], { right, wrong }: Feedback, losses: Losses): DraftField[] {
  const [only] = fields;
  if (right === "" && wrong === "") return [...fields];
  if (only === undefined || fields.length > 1) {
    losses.add("modalFeedback", "words for the whole item were left out, since it has several fields");
    return [...fields];
  }
  return [{ ...only, ...fieldFeedback(right, wrong) }];
}
