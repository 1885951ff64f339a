import { type Item, itemSchema } from "../item.ts";
import { itemProblems } from "../item-rules.ts";
import { titleFrom, uniqueNames } from "./identifiers.ts";
import { both, type Draft, type DraftZone, type Reading, type Skipped } from "./reading.ts";
import { plainOf } from "./text/html.ts";
import { guardedPlain } from "./text/templates.ts";

export interface ImportedItem {
  item: Item;
  points: number;
}

export interface ImportedZone {
  title: string;
  shuffle: boolean;
  pick?: number | undefined;
  items: ImportedItem[];
}

export interface Imported {
  title: string;
  zones: ImportedZone[];
  skipped: Skipped[];
}

/** a title that is longer is a text */
const longestTitle = 200;
const topicsAtMost = 20;

/** Gives ids to what was read and holds it against our schema: what does not fit is named, and nothing else is kept out by it. */
export function assemble(reading: Reading): Imported {
  const skipped: Skipped[] = [...reading.skipped];
  const name = uniqueNames();
  const imported = (draft: Draft): ImportedItem[] => {
    const called = withoutTags(draft.title);
    const title = (called || titleFrom(draft.text) || draft.identifier)
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, longestTitle);
    const id = name(called || draft.identifier || title, "question");
    const result = itemSchema.safeParse({
      id,
      title: both(guardedPlain(title || id)),
      topics: draft.topics.slice(0, topicsAtMost),
      text: both(draft.text),
      fields: withIds(draft),
      solution: both(draft.solution),
    });
    if (!result.success) {
      const [issue] = result.error.issues;
      skipped.push({ item: id, feature: "schema", reason: `${issue?.path.join(".")}: ${issue?.message}` });
      return [];
    }
    // a text alone is no question, but it is carried over all the same
    const [problem] = draft.fields.length === 0 ? [] : itemProblems(result.data);
    if (problem) {
      skipped.push({ item: id, feature: "rules", reason: `${problem.path.join(".")}: ${problem.text}` });
      return [];
    }
    skipped.push(...draft.losses.map((loss) => ({ item: id, ...loss })));
    return [{ item: result.data, points: draft.points > 0 ? draft.points : 1 }];
  };
  const zone = ({ title, shuffle, pick, drafts }: DraftZone): ImportedZone => ({
    title,
    shuffle,
    pick,
    items: drafts.flatMap(imported),
  });
  const zones = reading.zones.map(zone).filter(({ items }) => items.length > 0);
  if (zones.length === 0 && skipped.length === 0)
    skipped.push({ item: reading.title, feature: "questions", reason: "there are none in the file" });
  return { title: reading.title, zones, skipped };
}

/** some systems let authors put markup into a title */
const withoutTags = (title: string): string =>
  /<\/?(b|i|u|p|em|strong|span|sub|sup|br|div|font)\b[^<>]{0,500}>/i.test(title) ? plainOf(title) : title;

const withIds = ({ fields }: Draft) =>
  fields.map((field, index) => ({ ...field, id: fields.length === 1 ? "answer" : `part${index + 1}` }));

/** The word for an item in the report: a field's kind, `multi-part` for several, `description` for a text alone. */
export function kindOf({ fields }: Item): string {
  const [first] = fields;
  if (first === undefined) return "description";
  return fields.length === 1 ? first.kind : "multi-part";
}
