import type { z } from "zod";
import type { fieldSchema } from "../field.ts";
import { type DraftField, type Losses, Unsupported } from "./reading.ts";

type Cloze = Extract<z.input<typeof fieldSchema>, { kind: "cloze" }>;
export type Gap = Cloze["gaps"][string];

/** A field in the form that a gap has; what a gap cannot say is named. */
export function gapOf(field: DraftField, points: number, losses: Losses): Gap {
  if ("feedback" in field && field.feedback) losses.add("feedback", "words for the answer of a gap were left out");
  switch (field.kind) {
    case "numeric":
      if (field.also?.some(({ credit }) => credit > 0)) losses.add("several numbers", "a gap has one right number");
      return {
        kind: "numeric",
        points,
        answer: field.answer,
        ...(field.tolerance ? { tolerance: field.tolerance } : {}),
      };
    case "short-text": {
      const full = field.accept.filter(({ credit = 1 }) => credit >= 1);
      if (full.length < field.accept.length)
        losses.add("partial credit", "a gap's answers that are right in part count as wrong");
      if (field.exact) losses.add("case", "a gap does not tell upper from lower case");
      if (field.accept.some(({ feedback }) => feedback))
        losses.add("feedback", "words for the answer of a gap were left out");
      if (full.length === 0) throw new Unsupported("answer key", "a gap has no answer that is wholly right");
      return { kind: "short-text", points, accept: full.map(({ text }) => text) };
    }
    case "single-choice":
      if (field.choices.some(({ credit = 0 }) => credit > 0)) {
        losses.add("partial credit", "a gap's choice that is right in part counts as wrong");
      }
      return { kind: "single-choice", points, choices: field.choices.map(({ credit: _, ...choice }) => choice) };
    default:
      throw new Unsupported("cloze", `an answer of the kind ${field.kind} does not fit into a text`);
  }
}
