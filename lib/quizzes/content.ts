import { z } from "zod";
import { type Item, itemSchema } from "../../grader/quiz/item.ts";
import { type Quiz, quizSchema } from "../../grader/quiz/quiz.ts";
import { type Values, valueSchema } from "../../grader/quiz/values.ts";
import { db } from "../db.ts";
import { processWide } from "../process-wide.ts";

export const valuesSchema = z.record(z.string(), valueSchema);

/** A question of a published version. */
export interface PublishedItem {
  id: string;
  key: string;
  zone: number;
  position: number;
  points: number;
  item: Item;
  /** results of its TypeScript generator; null for an item with parameters */
  generated: Values[] | null;
}

/** A published version, read and checked. It never changes, so that it may be kept in memory. */
export interface PublishedContent {
  versionId: string;
  quiz: Quiz;
  /** in the order of zones and their questions */
  items: readonly PublishedItem[];
  byKey: ReadonlyMap<string, PublishedItem>;
  byId: ReadonlyMap<string, PublishedItem>;
}

/** Versions kept in memory by one process. A quiz of 20 questions takes some 100 KiB. */
const kept = 24;

async function load(versionId: string): Promise<PublishedContent> {
  const version = await db().quizVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { definition: true, items: { orderBy: [{ zone: "asc" }, { position: "asc" }] } },
  });
  const items = version.items.map(({ id, key, zone, position, points, definition, generated }) => ({
    id,
    key,
    zone,
    position,
    points,
    item: itemSchema.parse(definition),
    generated: generated === null ? null : z.array(valuesSchema).parse(generated),
  }));
  return {
    versionId,
    quiz: quizSchema.parse(version.definition),
    items,
    byKey: new Map(items.map((item) => [item.key, item])),
    byId: new Map(items.map((item) => [item.id, item])),
  };
}

/** What a version says; the ones used last stay in memory. @throws when there is no such version */
export function selectContent(versionId: string): Promise<PublishedContent> {
  const cache = processWide("quiz-content", () => new Map<string, Promise<PublishedContent>>());
  const there = cache.get(versionId);
  if (there) {
    cache.delete(versionId);
    cache.set(versionId, there);
    return there;
  }
  const loading = load(versionId);
  cache.set(versionId, loading);
  loading.catch(() => cache.delete(versionId));
  if (cache.size > kept) cache.delete(cache.keys().next().value!);
  return loading;
}
