import { widthOf } from "../../kinds/tolerance.ts";
import type { Losses } from "../reading.ts";
import { htmlOfMarkdown } from "../write/html.ts";
import type { PaperField, PaperGap } from "../write/paper.ts";

/** fields that `{1:...}` in a text can hold */
export const fitsEmbedded = ({ kind }: PaperField): boolean =>
  kind === "cloze" ||
  kind === "numeric" ||
  kind === "short-text" ||
  kind === "single-choice" ||
  kind === "true-false" ||
  kind === "multiple-choice";

/** what ends or divides an answer, out of the way; a newline would end it as well */
const escaped = (text: string) => text.replace(/[\\~=#{}"]/g, "\\$&").replace(/\s*\n\s*/g, " ");
/** a star would stand for any text */
const typed = (text: string) => escaped(text).replace(/\*/g, "\\*");
const inline = (markdown: string) => escaped(htmlOfMarkdown(markdown, "delimiters", true));
const remark = (markdown: string) => (markdown ? `#${inline(markdown)}` : "");

/** A field as HTML with its answers embedded (docs.moodle.org, "Embedded answers (Cloze) question type"). */
export function embeddedText(field: PaperField, losses: Losses): string {
  const label = htmlOfMarkdown(field.label, "delimiters");
  const below = (answers: string) => `${label}\n<p>${answers}</p>`;
  switch (field.kind) {
    case "cloze": {
      const text = htmlOfMarkdown(field.text, "delimiters").replace(/\[\[([A-Za-z0-9_]+)\]\]/g, (whole, id: string) => {
        const gap = field.gaps.get(id);
        return gap ? embedded(gap) : whole;
      });
      return [label, text].filter(Boolean).join("\n");
    }
    case "numeric":
      if (field.also.length > 0) losses.add("several numbers", "other numbers with credit of their own were left out");
      return below(embedded({ ...field, points: 1 }));
    case "short-text":
      return below(
        `{1:SHORTANSWER${field.exact ? "_C" : ""}:${field.accept.map((one) => `%${100 * one.credit}%${typed(one.text)}${remark(one.feedback)}`).join("~")}}`,
      );
    case "single-choice":
      return below(embedded({ ...field, points: 1 }));
    case "multiple-choice":
      losses.add("credit", "several right choices count in Moodle's way");
      return below(
        `{1:MULTIRESPONSE:${field.choices.map((choice) => `${choice.correct ? "=" : "%-100%"}${inline(choice.text)}${remark(choice.feedback)}`).join("~")}}`,
      );
    case "true-false":
      return below(
        `{1:MULTICHOICE:${[true, false].map((value) => `${value === field.answer ? "=" : ""}${value}`).join("~")}}`,
      );
    default:
      return label;
  }
}

function embedded(gap: PaperGap): string {
  const points = Math.max(1, Math.round(gap.points));
  switch (gap.kind) {
    case "numeric":
      return `{${points}:NUMERICAL:=${gap.value}:${widthOf(gap.value, gap.tolerance)}}`;
    case "short-text":
      return `{${points}:SHORTANSWER:${gap.accept.map((text) => `=${typed(text)}`).join("~")}}`;
    case "single-choice":
      return `{${points}:MULTICHOICE_S:${gap.choices.map((choice) => `${choice.correct ? "=" : ""}${inline(choice.text)}${remark(choice.feedback)}`).join("~")}}`;
  }
}
