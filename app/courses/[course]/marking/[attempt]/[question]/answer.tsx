"use client";
import { useMemo } from "react";
import type { Answers } from "../../../../../../grader/quiz/answer.ts";
import { ItemFields } from "../../../../../_quiz/item.tsx";
import type { RenderedResult } from "../../../../../_quiz/render-result.ts";
import type { RenderedItem } from "../../../../../_quiz/rendered.ts";
import { FieldResultView } from "../../../../../_quiz/result.tsx";
import { ServicesContext } from "../../../../../_quiz/services.ts";

/** What was asked and answered, as the student saw it, with what the machine says of each field. */
export function Answer(props: {
  attemptId: string;
  item: RenderedItem;
  answers: Record<string, unknown>;
  result: RenderedResult | null;
  points: number;
}) {
  const { attemptId, item, result, points } = props;
  const services = useMemo(
    () => ({ fileHref: (fileId: string) => `/api/attempts/${attemptId}/files/${fileId}` }),
    [attemptId],
  );
  return (
    <ServicesContext value={services}>
      <ItemFields
        item={item}
        name="answer"
        readOnly
        answers={props.answers as Answers}
        onChange={() => {}}
        points={points}
        parts={Object.fromEntries((result?.fields ?? []).map((field) => [field.id, field.parts]))}
        below={(fieldId) => {
          const field = result?.fields.find((each) => each.id === fieldId);
          const share = item.fields.find((each) => each.id === fieldId)?.share ?? 0;
          return field ? <FieldResultView result={field} points={points * share} /> : null;
        }}
      />
    </ServicesContext>
  );
}
