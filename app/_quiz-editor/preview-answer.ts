import type { Answers } from "../../grader/quiz/answer.ts";
import type { Message } from "../../grader/report.ts";
import type { RenderedResult, RenderedSolution } from "../_quiz/render-result.ts";
import type { RenderedItem } from "../_quiz/rendered.ts";

/** What the preview's route answers: everything set as HTML by the server already, so that the browser loads no mathematics. */
export type PreviewAnswer =
  | {
      ok: true;
      item: RenderedItem;
      solution: RenderedSolution;
      right: Answers;
      result: RenderedResult | null;
      /** drawn and computed parameters as JSON, for the author */
      values: string;
    }
  | { ok: false; messages: Message[] };
