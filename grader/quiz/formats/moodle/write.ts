import { widthOf } from "../../kinds/tolerance.ts";
import { type Losses, lossBook, type Skipped, Unsupported } from "../reading.ts";
import { htmlOfMarkdown } from "../write/html.ts";
import type { Paper, PaperChoice, PaperField, PaperItem, PaperNumber } from "../write/paper.ts";
import { cdata, document, element, type Written } from "../write/xml.ts";
import { embeddedText, fitsEmbedded } from "./write-embedded.ts";

/** A quiz as Moodle XML. Questions with several fields become one embedded-answers question where that can hold them, else several. */
export function writeMoodleXml(paper: Paper): { text: string; skipped: Skipped[] } {
  const skipped: Skipped[] = [];
  const questions = paper.zones.flatMap(({ title, items }) => [
    category([paper.title, title].filter(Boolean).join("/")),
    ...items.flatMap((item) => {
      const losses = lossBook();
      for (const loss of item.losses) losses.add(loss.feature, loss.reason);
      try {
        return questionsOf(item, losses);
      } catch (cause) {
        if (!(cause instanceof Unsupported)) throw cause;
        losses.add(cause.feature, cause.message);
        return [];
      } finally {
        skipped.push(...losses.list.map((loss) => ({ item: item.id, ...loss })));
      }
    }),
  ]);
  return { text: document(element("quiz", {}, questions)), skipped };
}

const category = (name: string) =>
  element("question", { type: "category" }, element("category", {}, element("text", {}, `$course$/top/${name}`)));

const html = (markdown: string) => htmlOfMarkdown(markdown, "delimiters");
const words = (name: string, markdown: string, attributes: Record<string, string> = { format: "html" }): Written =>
  element(name, attributes, element("text", {}, cdata(html(markdown))));

function questionsOf(item: PaperItem, losses: Losses): Written[] {
  const [only, ...rest] = item.fields;
  const joined = (text: string, field: PaperField) => [text, field.label].filter(Boolean).join("\n\n");
  if (only === undefined) return [question(item, "description", item.title, item.text, [], 0)];
  if (rest.length === 0 && only.kind !== "cloze")
    return [single(item, only, item.title, joined(item.text, only), item.points, losses)];
  if (item.fields.every(fitsEmbedded)) {
    const text = [html(item.text), ...item.fields.map((field) => embeddedText(field, losses))]
      .filter(Boolean)
      .join("\n");
    return [question(item, "cloze", item.title, "", [], item.points, text)];
  }
  losses.add("multi-part", `its ${item.fields.length} fields became questions of their own`);
  return item.fields.map((field, k) => {
    const title = `${item.title} (${k + 1})`;
    if (field.kind !== "cloze")
      return single(item, field, title, joined(item.text, field), item.points * field.share, losses);
    return question(
      item,
      "cloze",
      title,
      "",
      [],
      item.points * field.share,
      `${html(item.text)}\n${embeddedText(field, losses)}`,
    );
  });
}

function question(
  item: PaperItem,
  type: string,
  title: string,
  text: string,
  parts: readonly (Written | undefined)[],
  points: number,
  source?: string,
): Written {
  return element("question", { type }, [
    element("name", {}, element("text", {}, title)),
    element("questiontext", { format: "html" }, element("text", {}, cdata(source ?? html(text)))),
    words("generalfeedback", item.solution),
    element("defaultgrade", {}, String(points)),
    element("penalty", {}, "0"),
    element("hidden", {}, "0"),
    ...parts,
    item.topics.length > 0
      ? element(
          "tags",
          {},
          item.topics.map((topic) => element("tag", {}, element("text", {}, topic))),
        )
      : undefined,
  ]);
}

const answer = (fraction: number, text: string, feedback: string, format: string, ...more: Written[]) =>
  element(
    "answer",
    { fraction: Number((100 * fraction).toFixed(5)), format },
    element("text", {}, format === "html" ? cdata(html(text)) : text),
    words("feedback", feedback),
    ...more,
  );

const setting = (name: string, value: string | number | boolean) => element(name, {}, String(value));
const combined = ({ right, wrong }: PaperField) => [words("correctfeedback", right), words("incorrectfeedback", wrong)];

function single(
  item: PaperItem,
  field: PaperField,
  title: string,
  text: string,
  points: number,
  losses: Losses,
): Written {
  const made = (type: string, ...parts: Written[]) => question(item, type, title, text, parts, points);
  switch (field.kind) {
    case "single-choice":
    case "multiple-choice": {
      const one = field.kind === "single-choice";
      const right = field.choices.filter(({ correct }) => correct).length;
      if (!one && field.allOrNothing && right > 1)
        losses.add("credit", "all or nothing became right choices less wrong ones");
      const fraction = ({ correct, credit }: PaperChoice) =>
        one ? credit : correct ? 1 / right : -1 / Math.max(1, field.choices.length - right);
      return made(
        "multichoice",
        setting("single", one),
        setting("shuffleanswers", field.shuffle),
        setting("answernumbering", "abc"),
        ...combined(field),
        ...field.choices.map((choice) => answer(fraction(choice), choice.text, choice.feedback, "html")),
      );
    }
    case "true-false":
      return made(
        "truefalse",
        answer(Number(field.answer), "true", field.answer ? field.right : field.wrong, "moodle_auto_format"),
        answer(Number(!field.answer), "false", field.answer ? field.wrong : field.right, "moodle_auto_format"),
      );
    case "numeric": {
      const accepted = ({ value, tolerance, credit, feedback }: PaperNumber) =>
        answer(credit, String(value), feedback, "moodle_auto_format", setting("tolerance", widthOf(value, tolerance)));
      const others = field.wrong ? [answer(0, "*", field.wrong, "moodle_auto_format")] : [];
      const units = field.unit
        ? [element("units", {}, element("unit", {}, setting("multiplier", 1), element("unit_name", {}, field.unit)))]
        : [];
      return made(
        "numerical",
        ...[{ ...field, credit: 1, feedback: field.right }, ...field.also].map(accepted),
        ...others,
        ...units,
      );
    }
    case "short-text":
      if (field.right || field.wrong) losses.add("feedback", "words for a right and a wrong answer were left out");
      return made(
        "shortanswer",
        setting("usecase", Number(field.exact)),
        ...field.accept.map(({ text: accepted, credit, feedback }) =>
          answer(credit, accepted.replace(/\*/g, "\\*"), feedback, "moodle_auto_format"),
        ),
      );
    case "matching":
      return made(
        "matching",
        setting("shuffleanswers", true),
        ...combined(field),
        ...[...field.pairs, ...field.distractors.map((right) => ({ left: "", right }))].map(({ left, right }) =>
          pair(left, right),
        ),
      );
    case "ordering":
      if (field.distractors.length > 0) losses.add("ordering", "lines that do not belong to the order were left out");
      return made(
        "ordering",
        setting("layouttype", "VERTICAL"),
        setting("selecttype", "ALL"),
        setting("gradingtype", field.allOrNothing ? "ALL_OR_NOTHING" : "LONGEST_ORDERED_SUBSET"),
        ...combined(field),
        ...field.lines.map((line) => answer(1, line, "", "html")),
      );
    case "essay":
      return made(
        "essay",
        setting("responseformat", "editor"),
        setting("responserequired", 1),
        setting("attachments", 0),
        setting("maxwordlimit", field.maxWords),
        words("graderinfo", field.rubric),
      );
    case "file":
      return made(
        "essay",
        setting("responseformat", "noinline"),
        setting("responserequired", 0),
        setting("attachments", 1),
        setting("attachmentsrequired", 1),
        words("graderinfo", field.rubric),
      );
    case "cloze":
      throw new Unsupported("cloze", "its gaps do not fit into embedded answers");
  }
}

/** the right side is words alone in Moodle */
const pair = (left: string, right: string) =>
  element(
    "subquestion",
    { format: "html" },
    element("text", {}, cdata(html(left))),
    element(
      "answer",
      {},
      element(
        "text",
        {},
        htmlOfMarkdown(right, "delimiters", true)
          .replace(/<[^>]*>/g, "")
          .replace(/&#x([0-9A-F]+);/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
      ),
    ),
  );
