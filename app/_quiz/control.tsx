"use client";
import type { JSX } from "react";
import { type AnswerOf, answerSchemas } from "../../grader/quiz/answer.ts";
import { MultipleChoiceControl, SingleChoiceControl, TrueFalseControl } from "./controls/choice.tsx";
import { ClozeControl } from "./controls/cloze.tsx";
import { CodeControl } from "./controls/code.tsx";
import type { ControlProps } from "./controls/control-props.ts";
import { DiagramControl } from "./controls/diagram.tsx";
import { EssayControl } from "./controls/essay.tsx";
import { FileControl } from "./controls/file.tsx";
import { FormulaControl } from "./controls/formula.tsx";
import { MatchingControl } from "./controls/matching.tsx";
import { MatrixControl } from "./controls/matrix.tsx";
import { NumericControl } from "./controls/numeric.tsx";
import { OrderingControl } from "./controls/ordering.tsx";
import { ShortTextControl } from "./controls/short-text.tsx";
import { SurfacePointControl } from "./controls/surface-point.tsx";
import { VectorControl } from "./controls/vector.tsx";
import type { RenderedField, RenderedKind } from "./rendered.ts";

const controls: { [K in RenderedKind]: (props: ControlProps<K>) => JSX.Element } = {
  "single-choice": SingleChoiceControl,
  "multiple-choice": MultipleChoiceControl,
  "true-false": TrueFalseControl,
  numeric: NumericControl,
  vector: VectorControl,
  matrix: MatrixControl,
  formula: FormulaControl,
  matching: MatchingControl,
  ordering: OrderingControl,
  cloze: ClozeControl,
  "short-text": ShortTextControl,
  diagram: DiagramControl,
  "surface-point": SurfacePointControl,
  code: CodeControl,
  essay: EssayControl,
  file: FileControl,
};

/** The control of a field. A stored answer that is of another shape (an older version of the question) counts as none. */
export function Control(
  props: Omit<ControlProps<RenderedKind>, "field" | "value" | "onChange"> & {
    field: RenderedField;
    value: unknown;
    onChange: (value: AnswerOf<RenderedKind> | undefined) => void;
  },
) {
  // the table pairs each kind with its control; the type system cannot follow the pairing through the union
  const Kind = controls[props.field.kind] as unknown as (props: ControlProps<RenderedKind>) => JSX.Element;
  const parsed = answerSchemas[props.field.kind].safeParse(props.value);
  return (
    <Kind
      {...(props as ControlProps<RenderedKind>)}
      value={(parsed.success ? parsed.data : undefined) as AnswerOf<RenderedKind> | undefined}
    />
  );
}
