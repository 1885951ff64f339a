import { fieldFeedback } from "../answers/fractions.ts";
import { type Gap, gapOf } from "../gaps.ts";
import { both, type Draft, type DraftField, type Losses, lossBook, Unsupported } from "../reading.ts";
import { gapMark, gapsShown } from "../text/placeholders.ts";
import { childOf, descendants, named, textOf, type XmlElement } from "../xml/tree.ts";
import { feedbackOf } from "./feedback.ts";
import {
  type Asked,
  blank,
  categories,
  choices,
  matching,
  nameOf,
  numbers,
  ordered,
  trueFalse,
  words,
} from "./fields.ts";
import { materialOf } from "./material.ts";
import { metadataOf, questionType } from "./metadata.ts";
import { rulesOf } from "./scoring.ts";

/** kinds of fields whose choices or accepted answers keep their own feedback */
const answersHaveWords = new Set<string>(["single-choice", "multiple-choice", "true-false", "short-text", "numeric"]);

/** One `<item>` of QTI 1.2, as Canvas writes it or as the standard's own examples are. @throws Unsupported */
export function readItem12(item: XmlElement): Draft {
  const losses = lossBook();
  const metadata = metadataOf(item);
  const type = questionType(metadata);
  const presentation = childOf(item, "presentation");
  if (!presentation) throw new Unsupported("presentation", "the item has no text");
  const feedback = feedbackOf(item, losses);
  const rules = rulesOf(item);
  const asked = descendants(presentation, ({ name }) => /^response_(lid|str|num|grp|xy|extension)$/.test(name)).map(
    (response) => ({
      response,
      ident: response.attributes.get("ident") ?? "",
      rules,
      choiceFeedback: feedback.choices,
      losses,
    }),
  );
  const { text, fields } = contentOf(type, presentation, asked, losses);
  if (feedback.choices.size > 0 && !fields.some(({ kind }) => answersHaveWords.has(kind)))
    losses.add("feedback", "words for single answers were left out");
  const [only] = fields;
  const withWords =
    only && fields.length === 1 && (feedback.right || feedback.wrong)
      ? [{ ...only, ...fieldFeedback(feedback.right, feedback.wrong) }]
      : fields;
  if (fields.length !== 1 && (feedback.right || feedback.wrong))
    losses.add("feedback", "words for the whole question were left out");
  return {
    identifier: item.attributes.get("ident") ?? "",
    title: item.attributes.get("title") ?? "",
    text,
    fields: withWords,
    topics: [],
    solution: feedback.solution,
    points: pointsOf(item, metadata),
    losses: losses.list,
  };
}

/** What the file calls the question's worth, else what its score may come to; in Canvas a score of 100 is a percentage. */
function pointsOf(item: XmlElement, metadata: ReadonlyMap<string, string>): number {
  const written = Number(metadata.get("points_possible") ?? metadata.get("qmd_weighting") ?? Number.NaN);
  if (Number.isFinite(written)) return written;
  const [score] = named(item, "decvar");
  const most = Number(score?.attributes.get("maxvalue") ?? Number.NaN);
  return most > 0 && most !== 100 ? most : 1;
}

function contentOf(
  type: string,
  presentation: XmlElement,
  asked: readonly Asked[],
  losses: Losses,
): { text: string; fields: DraftField[] } {
  const text = () => materialOf(presentation, losses);
  switch (type) {
    case "calculated_question":
      throw new Unsupported(type, "questions whose numbers are drawn by Canvas's own formulas are not carried over");
    case "hot_spot_question":
      throw new Unsupported(type, "places on a picture are not carried over");
    case "text_only_question":
      return { text: text(), fields: [] };
    case "file_upload_question":
      return { text: text(), fields: [{ kind: "file" }] };
    case "essay_question":
      return { text: text(), fields: [{ kind: "essay" }] };
    case "matching_question":
      if (asked.length === 1) {
        losses.add("matching", "one thing to match became a choice");
        return { text: text(), fields: [labelled(choices(asked[0]!), nameOf(asked[0]!))] };
      }
      return { text: text(), fields: [matching(asked)] };
    case "categorization_question":
      return { text: text(), fields: [categories(asked, losses)] };
    case "fill_in_multiple_blanks_question":
    case "multiple_dropdowns_question":
      return blanks(presentation, asked, type === "multiple_dropdowns_question", losses);
    default: {
      if (type === "" && namesItsBlanks(presentation, asked))
        return blanks(presentation, asked, areLists(asked), losses);
      if (blanksInText(presentation, asked)) return filledIn(presentation, asked, type, losses);
      const fields = asked.map((one) => fieldOf(one, type));
      if (fields.length < 2) return { text: text(), fields };
      return { text: text(), fields: fields.map((field, index) => labelled(field, nameOf(asked[index]!))) };
    }
  }
}

const nameOfBlank = ({ ident }: Asked) => ident.replace(/^response_/, "");

/** Canvas's blanks without the type of the question: `response_x` is asked for, and the text says `[x]`. */
function namesItsBlanks(presentation: XmlElement, asked: readonly Asked[]): boolean {
  const words = textOf(presentation);
  return (
    asked.length > 0 &&
    asked.every((one) => one.ident.startsWith("response_") && words.includes(`[${nameOfBlank(one)}]`))
  );
}

/** Several different words to choose from; words that differ in case alone are ways to spell an answer. */
const areLists = (asked: readonly Asked[]): boolean =>
  asked.some(({ response }) => {
    const all = named(response, "response_label").map((label) => textOf(label).toLowerCase());
    return new Set(all).size > 1;
  });

const labelled = (field: DraftField, label: string): DraftField => (label ? { ...field, label: both(label) } : field);

const isBlank = ({ response }: Asked) => named(response, "render_fib").length > 0 && nameOfNothing(response);
const nameOfNothing = (response: XmlElement) => childOf(response, "material") === undefined;
const places = ["mattext", "response_str", "response_num", "response_lid"];

/** Words and blanks take turns, as in the standard's own examples: the last blank but one has words after it. */
function blanksInText(presentation: XmlElement, asked: readonly Asked[]): boolean {
  if (asked.length < 2 || !asked.every(isBlank)) return false;
  const order = descendants(presentation, ({ name }) => places.includes(name)).map(({ name }) => name === "mattext");
  const first = order.indexOf(false);
  return order.slice(first, order.lastIndexOf(false)).includes(true);
}

function filledIn(presentation: XmlElement, asked: readonly Asked[], type: string, losses: Losses) {
  const gaps: Record<string, Gap> = {};
  const marks = new Map<XmlElement, string>();
  asked.forEach((one, index) => {
    gaps[`gap${index + 1}`] = gapOf(fieldOf(one, type), 1, losses);
    marks.set(one.response, gapMark(`gap${index + 1}`));
  });
  const text = materialOf(presentation, losses, undefined, (response) => marks.get(response));
  return { text: "", fields: [{ kind: "cloze" as const, text: both(gapsShown(text)), gaps }] };
}

/** by the response's own form, where the type says nothing more */
function fieldOf(asked: Asked, type: string): DraftField {
  const { response, rules } = asked;
  const cardinality = (response.attributes.get("rcardinality") ?? "").toLowerCase();
  if (response.name === "response_xy" || named(response, "render_hotspot").length > 0) {
    throw new Unsupported("render_hotspot", "places on a picture are not carried over");
  }
  if (response.name === "response_grp")
    throw new Unsupported("response_grp", "groups of responses are not carried over");
  if (response.name === "response_extension")
    throw new Unsupported("response_extension", "extensions of other systems are not carried over");
  if (response.name === "response_lid" && named(response, "render_fib", "render_slider").length === 0) {
    if (cardinality === "ordered") return ordered(asked);
    return type === "true_false_question" ? trueFalse(asked) : choices(asked);
  }
  if (named(response, "render_slider").length > 0)
    asked.losses.add("render_slider", "the number is typed instead of being set on a slider");
  const fib = named(response, "render_fib")[0];
  if (fib && named(fib, "response_label").length > 1) {
    throw new Unsupported("render_fib", "one response with several blanks is not carried over");
  }
  const number =
    response.name === "response_num" || /^(decimal|integer|scientific)$/i.test(fib?.attributes.get("fibtype") ?? "");
  if (number || type === "numerical_question" || named(response, "render_slider").length > 0) return numbers(asked);
  const scored = rules.some(({ equals }) => equals.has(asked.ident));
  if (!scored) {
    asked.losses.add("answer key", "no right answer is given, so a person grades it");
    return { kind: "essay" };
  }
  return words(asked);
}

/** `[name]` in the text is the place of the response whose material says `name`. */
function blanks(
  presentation: XmlElement,
  asked: readonly Asked[],
  list: boolean,
  losses: Losses,
): { text: string; fields: DraftField[] } {
  const gaps: Record<string, Gap> = {};
  const places = new Map<string, string>();
  asked.forEach((one, index) => {
    const id = `gap${index + 1}`;
    gaps[id] = blank(one, list);
    // New Quizzes' material is the answer's own text, Canvas's the name: the response's ident has the name in both
    places.set(nameOfBlank(one), id);
  });
  const found = new Set<string>();
  const text = materialOf(presentation, losses, (source) =>
    source.replace(/\[([^[\]]{1,200})\]/g, (whole, name: string) => {
      const id = places.get(name);
      if (id === undefined) return whole;
      found.add(id);
      return gapMark(id);
    }),
  );
  for (const id of Object.keys(gaps)) {
    if (!found.has(id)) throw new Unsupported("gap", "a gap has no place in the text");
  }
  if (found.size === 0) throw new Unsupported("gap", "the text has no gaps");
  return { text: "", fields: [{ kind: "cloze", text: both(gapsShown(text)), gaps }] };
}
