import type { Tolerance } from "../../field.ts";
import type { Loss } from "../reading.ts";

/** A quiz as it goes to other systems: one variant of each question, one language, every value computed. Texts are Markdown. */
export interface PaperChoice {
  id: string;
  text: string;
  correct: boolean;
  /** what it earns, as a share */
  credit: number;
  feedback: string;
}

export interface PaperText {
  text: string;
  credit: number;
  feedback: string;
}

export interface PaperNumber {
  value: number;
  tolerance: Tolerance;
  credit: number;
  feedback: string;
}

export type PaperGap =
  | { kind: "numeric"; points: number; value: number; tolerance: Tolerance }
  | { kind: "short-text"; points: number; accept: string[] }
  | { kind: "single-choice"; points: number; choices: PaperChoice[] };

interface Common {
  id: string;
  /** share of the question's points */
  share: number;
  label: string;
  right: string;
  wrong: string;
}

export type PaperField = Common &
  (
    | { kind: "single-choice"; choices: PaperChoice[]; shuffle: boolean }
    | { kind: "multiple-choice"; choices: PaperChoice[]; shuffle: boolean; allOrNothing: boolean }
    | { kind: "true-false"; answer: boolean }
    | { kind: "numeric"; value: number; tolerance: Tolerance; unit: string; also: PaperNumber[] }
    | { kind: "short-text"; accept: PaperText[]; exact: boolean }
    | { kind: "matching"; pairs: { left: string; right: string }[]; distractors: string[] }
    | { kind: "ordering"; lines: string[]; distractors: string[]; allOrNothing: boolean }
    /** [[id]] in the text stands for a gap */
    | { kind: "cloze"; text: string; gaps: Map<string, PaperGap> }
    | { kind: "essay"; maxWords: number; rubric: string }
    | { kind: "file"; rubric: string }
  );
export type PaperFieldOf<K extends PaperField["kind"]> = Extract<PaperField, { kind: K }>;

export interface PaperItem {
  id: string;
  title: string;
  text: string;
  topics: string[];
  fields: PaperField[];
  solution: string;
  points: number;
  losses: Loss[];
}

export interface PaperZone {
  title: string;
  shuffle: boolean;
  pick: number | undefined;
  items: PaperItem[];
}

export interface Paper {
  id: string;
  title: string;
  zones: PaperZone[];
}
