import type { Tolerance } from "../../field.ts";
import { widthOf } from "../../kinds/tolerance.ts";
import { type Losses, lossBook, type Skipped, Unsupported } from "../reading.ts";
import { htmlOfMarkdown } from "../write/html.ts";
import type { Paper, PaperField, PaperFieldOf, PaperItem } from "../write/paper.ts";

/** A quiz as GIFT, as far as GIFT goes: one field to a question, no gaps, no orders, no files. */
export function writeGift(paper: Paper): { text: string; skipped: Skipped[] } {
  const skipped: Skipped[] = [];
  const parts = paper.zones.flatMap(({ title, items }) => [
    `$CATEGORY: ${oneLine([paper.title, title].filter(Boolean).join("/"))}`,
    ...items.flatMap((item) => {
      const losses = lossBook();
      for (const loss of item.losses) losses.add(loss.feature, loss.reason);
      const questions = questionsOf(item, losses);
      skipped.push(...losses.list.map((loss) => ({ item: item.id, ...loss })));
      return questions;
    }),
  ]);
  return { text: `${parts.join("\n\n")}\n`, skipped };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
/** `\` before what GIFT would read, and no blank line, which would end the question */
const escaped = (text: string) => text.replace(/[\\~=#{}:]/g, "\\$&").replace(/\s*\n\s*/g, "\\n");
const rich = (markdown: string) => `[html]${escaped(htmlOfMarkdown(markdown, "delimiters"))}`;
const remark = (markdown: string) => (markdown ? `#${rich(markdown)}` : "");

function questionsOf(item: PaperItem, losses: Losses): string[] {
  if (item.points !== 1) losses.add("points", "GIFT has no points");
  const several = item.fields.length > 1;
  if (several) losses.add("multi-part", `its ${item.fields.length} fields became questions of their own`);
  const tags = item.topics.map((topic) => `[tag:${oneLine(topic).replace(/\]/g, "\\]")}]`).join(" ");
  const made = (name: string, text: string, answers: string) =>
    `// [id:${item.id}]${tags ? ` ${tags}` : ""}\n::${escaped(oneLine(name))}::${rich(text)}${answers}`;
  const general = item.solution ? `####${rich(item.solution)}` : "";
  if (item.fields.length === 0) return [made(item.title, item.text, "")];
  return item.fields.flatMap((field, k) => {
    try {
      const text = [item.text, field.label].filter(Boolean).join("\n\n");
      return [made(several ? `${item.title} (${k + 1})` : item.title, text, `{${answersOf(field, losses)}${general}}`)];
    } catch (cause) {
      if (!(cause instanceof Unsupported)) throw cause;
      losses.add(cause.feature, cause.message);
      return [];
    }
  });
}

function answersOf(field: PaperField, losses: Losses): string {
  switch (field.kind) {
    case "single-choice":
      lose(field, losses);
      return field.choices
        .map(
          (choice) =>
            `\n\t${choice.correct ? "=" : "~"}${share(choice.credit)}${rich(choice.text)}${remark(choice.feedback)}`,
        )
        .join("");
    case "multiple-choice": {
      lose(field, losses);
      const right = field.choices.filter(({ correct }) => correct).length;
      if (field.allOrNothing && right > 1) losses.add("credit", "all or nothing became right choices less wrong ones");
      if (right === 0)
        throw new Unsupported("multiple-choice", "a question without a right choice has no form in GIFT");
      const share = (correct: boolean) =>
        Number(((correct ? 1 / right : -1 / (field.choices.length - right)) * 100).toFixed(5));
      // a single choice with all of the credit would be read as a choice of one
      if (right === 1)
        throw new Unsupported("multiple-choice", "one right choice among several to tick has no form in GIFT");
      return field.choices
        .map((choice) => `\n\t~%${share(choice.correct)}%${rich(choice.text)}${remark(choice.feedback)}`)
        .join("");
    }
    case "true-false":
      return `${field.answer ? "TRUE" : "FALSE"}${field.wrong || field.right ? `#${rich(field.wrong)}` : ""}${remark(field.right)}`;
    case "numeric":
      if (field.unit) losses.add("unit", `the unit ${field.unit} was left out`);
      return numbers(field);
    case "short-text":
      lose(field, losses);
      if (field.exact) losses.add("case", "GIFT does not tell upper from lower case");
      return field.accept
        .map(
          ({ text, credit, feedback }) =>
            `\n\t=${credit < 1 ? `%${Number((credit * 100).toFixed(5))}%` : ""}${escaped(text.replace(/\*/g, "\\*"))}${remark(feedback)}`,
        )
        .join("");
    case "matching":
      lose(field, losses);
      if (field.pairs.length < 2) throw new Unsupported("matching", "one pair has no form in GIFT");
      return [...field.pairs, ...field.distractors.map((right) => ({ left: "", right }))]
        .map(({ left, right }) => `\n\t=${left ? rich(left) : ""} -> ${escaped(words(right))}`)
        .join("");
    case "essay":
      if (field.rubric) losses.add("rubric", "notes for whoever grades were left out");
      return "";
    default:
      throw new Unsupported(field.kind, `GIFT has nothing like a field of the kind ${field.kind}`);
  }
}

/** between nothing and everything */
const share = (credit: number) => (credit > 0 && credit < 1 ? `%${Number((credit * 100).toFixed(5))}%` : "");

/** one number alone has no sign; several, and words for the rest, are written like other answers */
function numbers({ value, tolerance, right, wrong, also }: PaperFieldOf<"numeric">): string {
  const span = (number: number, near: Tolerance) => `${plain(number)}:${plain(widthOf(number, near))}`;
  if (right === "" && wrong === "" && also.length === 0) return `#${span(value, tolerance)}`;
  const others = also.map(
    (one) => `\n\t=%${Number((one.credit * 100).toFixed(5))}%${span(one.value, one.tolerance)}${remark(one.feedback)}`,
  );
  return `#\n\t=${span(value, tolerance)}${remark(right)}${others.join("")}${wrong ? `\n\t~${remark(wrong)}` : ""}`;
}

function lose({ right, wrong }: PaperField, losses: Losses): void {
  if (right || wrong) losses.add("feedback", "words for a right and a wrong answer were left out");
}

/** GIFT's right sides are words */
const words = (markdown: string) =>
  htmlOfMarkdown(markdown, "delimiters", true)
    .replace(/<[^>]*>/g, "")
    .replace(/&#x([0-9A-F]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\s+/g, " ");

/** GIFT's numbers have no exponent */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  return Math.abs(value) >= 1
    ? BigInt(value).toString()
    : value.toFixed(Math.min(100, 17 - Math.floor(Math.log10(Math.abs(value))))).replace(/0+$/, "");
}
