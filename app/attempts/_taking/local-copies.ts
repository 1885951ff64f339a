import { z } from "zod";
import { answersSchema } from "../../../grader/quiz/answer.ts";

/**
 * What was typed and is not acknowledged yet, kept in this browser at every change: a crash, a closed tab or a dead battery
 * loses nothing. Each page has a record of its own, so that two tabs never overwrite each other's.
 */
const copySchema = z.object({
  answers: answersSchema,
  flagged: z.boolean(),
  revision: z.int().nonnegative(),
  sent: z.array(z.string()),
  /** when it was last changed, by this computer's clock: only shown, never compared */
  at: z.string(),
});
export type LocalCopy = z.infer<typeof copySchema>;
const recordSchema = z.record(z.string(), copySchema);
export type LocalRecord = z.infer<typeof recordSchema>;

export const copiesOf = (person: string, attempt: string): string => `nabla:attempt:${person}:${attempt}:`;

/** The part of the browser's storage that is used, so that a test can hand in its own. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** The names of all records of an attempt, of this page and of others. */
export function namesOf(store: Store, prefix: string): string[] {
  try {
    return Array.from({ length: store.length }, (_, k) => store.key(k)).filter(
      (name): name is string => name?.startsWith(prefix) ?? false,
    );
  } catch {
    return [];
  }
}

export function readRecord(store: Store, name: string): LocalRecord {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(store.getItem(name) ?? "{}"));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** False when the browser keeps nothing (storage off or full), which the page then says. An empty record is removed. */
export function keepRecord(store: Store, name: string, record: LocalRecord): boolean {
  try {
    if (Object.keys(record).length === 0) store.removeItem(name);
    else store.setItem(name, JSON.stringify(record));
    return true;
  } catch {
    return false;
  }
}
