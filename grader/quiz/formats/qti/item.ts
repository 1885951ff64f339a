import { type Draft, type Losses, lossBook, Unsupported } from "../reading.ts";
import { childOf, childrenOf, named, type XmlElement } from "../xml/tree.ts";
import { readBody } from "./body.ts";
import { type Context, shown } from "./context.ts";
import { pointsOf, responsesOf } from "./declarations.ts";
import { feedbackOf, withFeedback } from "./feedback.ts";
import { attribute, isTrue } from "./names.ts";

/** finds a file that the item refers to; undefined where it is not at hand */
export type Resolve = (href: string) => XmlElement | undefined;

/** An assessmentItem of QTI 2 or 3, in one spelling. @throws Unsupported when it cannot be carried over as a whole */
export function readItem(item: XmlElement, resolve: Resolve): Draft {
  const losses = lossBook();
  refuse(item);
  const body = childOf(item, "itemBody");
  if (!body) throw new Unsupported("itemBody", "the item has no body");
  const context: Context = { item, responses: responsesOf(item), losses, choiceFeedback: new Map() };
  const feedback = feedbackOf(item, context);
  context.choiceFeedback = feedback.choices;
  const { text, fields } = readBody(body, context);
  nameWhatIsLeft(item, losses);
  const stimulus = stimulusOf(item, resolve, context);
  if (text === "" && stimulus === "" && fields.length === 0)
    throw new Unsupported("itemBody", "the item has neither words nor anything to answer");
  const words = childrenOf(item, "companionMaterialsInfo").length > 0;
  if (words) losses.add("companion materials", "calculators, rulers and the like were left out");
  return {
    identifier: attribute(item, "identifier"),
    title: attribute(item, "title"),
    text: [stimulus, text].filter(Boolean).join("\n\n"),
    fields: withFeedback(fields, feedback, losses),
    topics: [],
    solution: feedback.solution,
    points: pointsOf(item, context.responses),
    losses: losses.list,
  };
}

/** each is looked up in the item's rules of scoring */
const mostAsked = 200;

function refuse(item: XmlElement): void {
  if (isTrue(item, "adaptive"))
    throw new Unsupported("adaptive item", "an item that changes with the answers is not carried over");
  if (childrenOf(item, "templateDeclaration", "templateProcessing").length > 0) {
    throw new Unsupported("template", "an item whose numbers are drawn by QTI's own rules is not carried over");
  }
  if (
    named(item, "feedbackBlock").some((block) =>
      all(block).some(({ name }) => /(?<!endAttempt)Interaction$/.test(name)),
    )
  ) {
    throw new Unsupported("feedbackBlock", "a question that appears with an answer is not carried over");
  }
  const asked = all(item).filter(({ name }) => name === "gap" || /Interaction$/.test(name)).length;
  if (asked > mostAsked)
    throw new Unsupported("itemBody", `${asked} things to answer in one item; at most ${mostAsked} are read`);
  const custom = named(item, "customInteraction", "portableCustomInteraction")[0];
  if (custom) throw new Unsupported(custom.name, "interactions that bring their own program are not carried over");
}

/** The texts that several items share stand before each of them. */
function stimulusOf(item: XmlElement, resolve: Resolve, context: Context): string {
  return childrenOf(item, "assessmentStimulusRef")
    .map((reference) => {
      const href = attribute(reference, "href");
      const body = resolve(href);
      const found = body && childOf(body, "stimulusBody");
      if (!found) context.losses.add("assessmentStimulusRef", `the text "${href}" is not at hand`);
      return found ? shown(found, context) : "";
    })
    .filter(Boolean)
    .join("\n\n");
}

/** rules that come to what our own do: right is full credit, and values with scores are read from the mapping */
const plain = new Set([
  "responseCondition",
  "responseIf",
  "responseElse",
  "responseElseIf",
  "match",
  "variable",
  "correct",
  "setOutcomeValue",
  "baseValue",
  "mapResponse",
  "and",
  "or",
  "sum",
  "isNull",
  "equal",
  "equalRounded",
  "stringMatch",
  "not",
  "product",
  "gte",
  "lte",
  "gt",
  "lt",
  "multiple",
]);
const templates = /(match_correct|map_response)(\.xml)?$/i;

function nameWhatIsLeft(item: XmlElement, losses: Losses): void {
  const processing = childOf(item, "responseProcessing");
  const template = processing ? attribute(processing, "template") : "";
  const foreign = processing
    ? [
        ...new Set(
          named(processing)
            .concat(all(processing))
            .map(({ name }) => name),
        ),
      ].filter((name) => !plain.has(name))
    : [];
  if (template !== "" && !templates.test(template))
    losses.add("response processing", `the rules of scoring "${template}" were replaced by ours`);
  if (foreign.length > 0)
    losses.add(
      "response processing",
      `its own rules of scoring (${foreign.slice(0, 6).join(", ")}) were replaced by ours`,
    );
  if (named(item, "printedVariable").length > 0) losses.add("printedVariable", "a computed value is shown by its name");
  if (all(item).some(({ attributes }) => attributes.get("data-role") === "tooltip-content"))
    losses.add("tooltip", "words that appear over a word were left out");
  if (named(item, "templateBlock", "templateInline").length > 0)
    losses.add("templateBlock", "words that depend on a template are shown always");
  if (isTrue(item, "timeDependent")) losses.add("timeDependent", "time does not count");
  if (childrenOf(item, "stylesheet").length > 0) losses.add("stylesheet", "its style sheet was left out");
  if (childrenOf(item, "catalogInfo").length > 0)
    losses.add("catalogInfo", "alternative content for accessibility was left out");
}

const all = (element: XmlElement): XmlElement[] =>
  element.children.flatMap((child) => (typeof child === "string" ? [] : [child, ...all(child)]));
