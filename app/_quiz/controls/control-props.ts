import type { AnswerOf } from "../../../grader/quiz/answer.ts";
import type { RenderedKind, RenderedOf } from "../rendered.ts";

/** What every control is given. It holds no answer of its own: what is typed goes up and comes back as `value`. */
export interface ControlProps<K extends RenderedKind> {
  field: RenderedOf<K>;
  /** undefined: never touched, or emptied again */
  value: AnswerOf<K> | undefined;
  onChange: (value: AnswerOf<K> | undefined) => void;
  /** prefix of element ids, unique on the page */
  id: string;
  /** id of the element that names the field */
  labelledBy: string;
  /** shown, not changed: an attempt that has ended */
  readOnly: boolean;
  /** which parts were right, in the field's own order, once that is revealed */
  parts?: boolean[] | undefined;
}
