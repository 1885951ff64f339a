import { ExpressionError } from "../../expression-error.ts";
import type { Item } from "../../item.ts";
import type { QuizContent } from "../../quiz-folder.ts";
import type { Locale } from "../../show/number.ts";
import type { Values } from "../../values.ts";
import { drawVariant } from "../../variant.ts";
import { lossBook, type Skipped, Unsupported } from "../reading.ts";
import type { Paper, PaperItem } from "./paper.ts";
import { filled, paperField } from "./paper-field.ts";

export interface ExportOptions {
  locale: Locale;
  /** which variant of each question; the same seed gives the same file */
  seed: string;
  /** question's id -> what its generator made, for questions that have one */
  generated?: Readonly<Record<string, Values>> | undefined;
}

/** One variant of every question, or why it is left behind. */
export function makePaper({ quiz, items }: QuizContent, options: ExportOptions): { paper: Paper; skipped: Skipped[] } {
  const skipped: Skipped[] = [];
  const byId = new Map(items.map((item) => [item.id, item]));
  const zones = quiz.zones.map((zone) => ({
    title: zone.title?.[options.locale] ?? "",
    shuffle: zone.shuffle,
    pick: zone.pick,
    items: zone.questions.flatMap(({ id, points }): PaperItem[] => {
      const item = byId.get(id);
      try {
        return item ? [paperItem(item, points, options)] : [];
      } catch (cause) {
        if (cause instanceof Unsupported) skipped.push({ item: id, feature: cause.feature, reason: cause.message });
        else if (cause instanceof ExpressionError)
          skipped.push({ item: id, feature: "expression", reason: cause.message });
        else throw cause;
        return [];
      }
    }),
  }));
  if (quiz.instructions)
    skipped.push({ item: quiz.id, feature: "instructions", reason: "what is read before the start was left out" });
  if (quiz.timeLimit || quiz.checkWhileTaking || quiz.attempts.allowed !== 1) {
    skipped.push({
      item: quiz.id,
      feature: "settings",
      reason: "time limit, attempts and checks are set in the other system",
    });
  }
  return {
    paper: { id: quiz.id, title: quiz.title[options.locale], zones: zones.filter((zone) => zone.items.length > 0) },
    skipped,
  };
}

function paperItem(item: Item, points: number, { locale, seed, generated }: ExportOptions): PaperItem {
  const drawn = drawVariant(item, seed, generated?.[item.id]);
  if (!drawn.ok) throw new Unsupported("variant", drawn.message);
  const { values } = drawn.variant;
  const losses = lossBook();
  if (item.generator || Object.keys(item.parameters).length > 0) {
    losses.add("parameters", `its numbers are those of the variant "${seed}", the same for everyone`);
  }
  if (item.figures.length > 0) losses.add("figure", `${item.figures.length} drawing(s) were left out`);
  const filling = { values, locale, losses };
  const all = item.fields.reduce((sum, field) => sum + field.points, 0);
  return {
    id: item.id,
    title: filled(item.title, filling, "plain"),
    text: filled(item.text, filling),
    topics: item.topics,
    fields: item.fields.map((field) => paperField(field, field.points / all, filling)),
    solution: filled(item.solution, filling),
    points,
    losses: losses.list,
  };
}
