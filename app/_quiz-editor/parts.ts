import type { FieldKind } from "../../grader/quiz/field.ts";

/**
 * What the form offers of each kind of field; everything else is written in the source beside it. `at` is the key under the field,
 * and the word of the form's catalogue.
 */
export type Part = { at: string; optional?: boolean } & (
  | { as: "expression" }
  | { as: "truth" }
  | { as: "localised"; long?: boolean }
  | { as: "number"; least: number }
  | { as: "switch"; unless: boolean }
  | { as: "option"; options: readonly string[]; unless: string }
  | { as: "tolerance" }
  | { as: "yaml" }
  | { as: "code" }
  | { as: "choices"; single: boolean }
  | { as: "texts"; keys: readonly string[]; make: () => unknown }
);

const both = (text: string) => ({ en: text, "pt-BR": text });

const answer: Part = { at: "answer", as: "expression" };
const tolerance: Part = { at: "tolerance", as: "tolerance", optional: true };
const carried: Part = { at: "carried", as: "expression", optional: true };
const rubric: Part = { at: "rubric", as: "localised", long: true, optional: true };
const perCell: Part = { at: "credit", as: "option", options: ["per-cell", "all-or-nothing"], unless: "per-cell" };

export const partsOf: Record<FieldKind, readonly Part[]> = {
  "single-choice": [
    { at: "choices", as: "choices", single: true },
    { at: "shuffle", as: "switch", unless: true },
  ],
  "multiple-choice": [
    { at: "choices", as: "choices", single: false },
    {
      at: "credit",
      as: "option",
      options: ["all-or-nothing", "per-choice", "right-minus-wrong"],
      unless: "right-minus-wrong",
    },
    { at: "shuffle", as: "switch", unless: true },
  ],
  "true-false": [{ at: "answer", as: "truth" }],
  numeric: [answer, tolerance, { at: "unit", as: "expression", optional: true }, carried],
  vector: [answer, tolerance, perCell, carried],
  matrix: [
    answer,
    tolerance,
    perCell,
    { at: "shape", as: "option", options: ["shown", "asked"], unless: "shown" },
    carried,
  ],
  formula: [
    answer,
    { at: "variables", as: "yaml" },
    { at: "upTo", as: "option", options: ["nothing", "a-constant", "a-factor"], unless: "nothing" },
  ],
  matching: [
    { at: "pairs", as: "texts", keys: ["left", "right"], make: () => ({ left: both("…"), right: both("…") }) },
    { at: "distractors", as: "texts", keys: [], make: () => both("…"), optional: true },
  ],
  ordering: [
    { at: "lines", as: "texts", keys: ["text"], make: () => ({ id: "line", text: both("…") }) },
    { at: "distractors", as: "texts", keys: ["text"], make: () => ({ id: "other", text: both("…") }), optional: true },
    { at: "credit", as: "option", options: ["all-or-nothing", "longest-run"], unless: "longest-run" },
    { at: "code", as: "switch", unless: false },
  ],
  cloze: [
    { at: "text", as: "localised", long: true },
    { at: "gaps", as: "yaml" },
  ],
  "short-text": [
    { at: "accept", as: "texts", keys: ["text"], make: () => ({ text: both("…") }) },
    { at: "exact", as: "switch", unless: false },
  ],
  diagram: [
    { at: "net", as: "expression" },
    { at: "x", as: "expression" },
    { at: "d", as: "expression", optional: true },
    { at: "blanks", as: "yaml" },
    tolerance,
  ],
  "surface-point": [
    { at: "surface", as: "expression" },
    answer,
    { at: "w1", as: "yaml" },
    { at: "w2", as: "yaml" },
    { at: "radius", as: "number", least: 0, optional: true },
  ],
  code: [
    { at: "starter", as: "code", optional: true },
    { at: "solution", as: "code" },
    { at: "check", as: "yaml" },
  ],
  essay: [{ at: "maxWords", as: "number", least: 1, optional: true }, rubric],
  file: [{ at: "accept", as: "yaml", optional: true }, rubric],
};

export const fieldKinds = Object.keys(partsOf) as FieldKind[];
