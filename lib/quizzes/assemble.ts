import type { Item } from "../../grader/quiz/item.ts";
import { summary } from "../../grader/quiz/judge.ts";
import type { FieldResult, ItemResult } from "../../grader/quiz/result.ts";
import type { Variant } from "../../grader/quiz/variant.ts";

/** A person's judgement of a field; it wins over the machine's. */
export interface FieldMark {
  credit: number;
  /** for the student, in the words of whoever marked it */
  comment: string;
}

/** What is known of an answer's fields beside what the engine says of it at once. */
export interface KnownFields {
  marks: ReadonlyMap<string, FieldMark>;
  /** of graded `code` fields; one whose grading goes on is missing */
  code: ReadonlyMap<string, FieldResult>;
}

function marked(field: FieldResult, { credit, comment }: FieldMark): FieldResult {
  const state = credit === 1 ? "right" : credit === 0 ? "wrong" : "partly";
  const { id, readAs, diagnoses } = field;
  return {
    id,
    state,
    credit,
    ...(readAs === undefined ? {} : { readAs }),
    diagnoses,
    ...(comment.trim() === "" ? {} : { feedback: { en: comment, "pt-BR": comment } }),
  };
}

/** An answer's result with marks and graded programs in place of what waited for them. */
export function assemble(variant: Variant, judged: ItemResult, known: KnownFields): ItemResult {
  if (known.marks.size === 0 && known.code.size === 0) return judged;
  const fields = judged.fields.map((field): FieldResult => {
    const mark = known.marks.get(field.id);
    if (mark) return marked(field, mark);
    return (field.state === "pending" && known.code.get(field.id)) || field;
  });
  return summary(variant, fields);
}

/**
 * What an answer has earned until now, as a share of all of the item's points: unlike a result's `credit`, which is the share of
 * what is judged, a field that waits counts as nothing.
 * @returns null while no field is judged
 */
export function earnedShare({ fields: asked }: Item, { fields }: ItemResult): number | null {
  const all = asked.reduce((sum, { points }) => sum + points, 0);
  const judged = fields.filter(({ credit }) => credit !== null);
  if (judged.length === 0 || all === 0) return null;
  const pointsOf = new Map(asked.map(({ id, points }) => [id, points]));
  const earned = judged.reduce((sum, { id, credit }) => sum + (pointsOf.get(id) ?? 0) * credit!, 0);
  return Math.min(1, earned / all);
}
