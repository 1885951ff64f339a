import { stringify } from "yaml";
import { quizSchema } from "../quiz.ts";
import type { Imported, ImportedItem, ImportedZone } from "./assemble.ts";
import { kebab } from "./identifiers.ts";
import { both, type Skipped } from "./reading.ts";

export interface QuizFile {
  path: string;
  text: string;
}

/**
 * What was imported as the files of a quiz: quiz.yaml and one file for each question. Points that our rules do not allow in a zone
 * are set right, and named.
 * @param name what the quiz is called where the file has no title
 * @returns no files when there are no questions
 */
export function quizFiles(imported: Imported, name: string): { files: QuizFile[]; skipped: Skipped[] } {
  const skipped: Skipped[] = [];
  const title = imported.title || name;
  const zones = imported.zones.map((zone) => withDescriptions(zone, skipped)).filter(({ items }) => items.length > 0);
  const id = kebab(title) || kebab(name) || "quiz";
  const quiz = {
    id,
    title: both(title || id),
    zones: zones.map((zone) => zoneOf(zone, skipped)),
  };
  const files = zones.flatMap(({ items }) =>
    items.map(({ item }) => ({ path: `questions/${item.id}.yaml`, text: yaml(withoutDefaults(item)) })),
  );
  if (files.length === 0) return { files: [], skipped };
  quizSchema.parse(quiz);
  return { files: [{ path: "quiz.yaml", text: yaml(quiz) }, ...files], skipped };
}

/** A text alone is no question of a quiz: it goes before the one that follows. */
function withDescriptions(zone: ImportedZone, skipped: Skipped[]): ImportedZone {
  const items: ImportedItem[] = [];
  let waiting: ImportedItem[] = [];
  for (const one of zone.items) {
    if (one.item.fields.length === 0) {
      waiting.push(one);
      continue;
    }
    const text = (locale: "en" | "pt-BR") =>
      [...waiting.map(({ item }) => item.text[locale]), one.item.text[locale]].filter(Boolean).join("\n\n");
    items.push(
      waiting.length === 0 ? one : { ...one, item: { ...one.item, text: { en: text("en"), "pt-BR": text("pt-BR") } } },
    );
    for (const { item } of waiting) {
      skipped.push({
        item: item.id,
        feature: "description",
        reason: `its text stands before the question "${one.item.id}"`,
      });
    }
    waiting = [];
  }
  for (const { item } of waiting) {
    skipped.push({
      item: item.id,
      feature: "description",
      reason: "a text without a question after it has no place in a quiz",
    });
  }
  return { ...zone, items };
}

function zoneOf({ title, shuffle, pick, items }: ImportedZone, skipped: Skipped[]) {
  const alike = new Set(items.map(({ points }) => points)).size <= 1;
  if (pick !== undefined && pick < items.length && !alike) {
    skipped.push({
      item: title,
      feature: "points",
      reason: "questions that are drawn among each other now have 1 point each",
    });
  }
  const drawn = pick !== undefined && pick < items.length;
  return {
    ...(title ? { title: both(title) } : {}),
    ...(shuffle ? { shuffle } : {}),
    ...(drawn ? { pick } : {}),
    questions: items.map(({ item, points }) => ({ id: item.id, points: drawn && !alike ? 1 : points })),
  };
}

const yaml = (value: unknown) =>
  stringify(value, { lineWidth: 120, blockQuote: "literal", aliasDuplicateObjects: false });

/** files say what is not as it always is */
function withoutDefaults(item: object): object {
  return Object.fromEntries(
    Object.entries(item).filter(
      ([, value]) =>
        !(Array.isArray(value) && value.length === 0) &&
        !(value && typeof value === "object" && Object.keys(value).length === 0),
    ),
  );
}
