import type { z } from "zod";
import type { fieldSchema } from "../field.ts";

/** What every reader of another system's file returns, before ids are given out and our schemas have checked it. */
export interface Loss {
  /** what the source calls it: `hotspotInteraction`, `image`, `penalty` */
  feature: string;
  reason: string;
}

export interface Skipped extends Loss {
  /** id of the item in the report where it was imported in part; else the source's own name for it, "" for the file as a whole */
  item: string;
}

type WithoutId<F> = F extends unknown ? Omit<F, "id"> : never;
/** a field as an author may write it; its id is given when the item is put together */
export type DraftField = WithoutId<z.input<typeof fieldSchema>>;

export interface Draft {
  /** the source's own identifier, or "" */
  identifier: string;
  title: string;
  /** Markdown */
  text: string;
  fields: DraftField[];
  topics: string[];
  /** Markdown; "" where the source has none */
  solution: string;
  points: number;
  losses: Loss[];
}

export interface DraftZone {
  title: string;
  shuffle: boolean;
  pick?: number | undefined;
  drafts: Draft[];
}

export interface Reading {
  title: string;
  zones: DraftZone[];
  skipped: Skipped[];
}

/** a question takes about a millisecond to convert: nobody should wait for minutes */
export const maxQuestions = 5_000;

export const tooMany = (count: number): Skipped => ({
  item: "",
  feature: "questions",
  reason: `only the first ${maxQuestions} of ${count} questions were read; divide the file`,
});

/** A file that is not what it should be: the words are for whoever chose it. */
export class NotAQuiz extends Error {
  override name = "NotAQuiz";
}

/** A question that cannot be carried over as a whole; caught where questions are walked through. */
export class Unsupported extends Error {
  override name = "Unsupported";
  readonly feature: string;
  constructor(feature: string, reason: string) {
    super(reason);
    this.feature = feature;
  }
}

/** Collects losses of one item, each once. */
export interface Losses {
  add(feature: string, reason: string): void;
  list: Loss[];
}

export function lossBook(): Losses {
  const list: Loss[] = [];
  return {
    list,
    add(feature, reason) {
      if (!list.some((one) => one.feature === feature && one.reason === reason)) list.push({ feature, reason });
    },
  };
}

/** One text for both languages: files of other systems have one. */
export const both = (text: string) => ({ en: text, "pt-BR": text });
