import type { FieldResult, ItemResult } from "../../grader/quiz/result.ts";
import type { ItemView, SolutionView } from "../../grader/quiz/view.ts";
import type { Locale } from "../../lib/actor.ts";
import { withFormulas } from "../_report/notation.ts";
import { block, inline } from "./inline.ts";
import type { Html } from "./rendered.ts";

export interface RenderedFieldResult extends Pick<FieldResult, "id" | "state" | "credit" | "carried"> {
  parts?: boolean[];
  readAs?: Html;
  message?: string;
  diagnoses: { code: string; text: Html }[];
  feedback?: Html;
}
export interface RenderedResult extends Pick<ItemResult, "credit" | "complete"> {
  fields: RenderedFieldResult[];
}
export interface RenderedSolution {
  solution: Html;
  answers: Record<string, Html>;
}

/** Kinds whose parts stand on the page in the order in which they are judged; choices and lines are shuffled. */
const inOrder = new Set(["vector", "matrix", "matching", "cloze", "diagram"]);

/** What is shown of parts, where it can be said of which. */
function shownParts(view: ItemView, result: FieldResult): { parts?: boolean[] } {
  const kind = view.fields.find(({ id }) => id === result.id)?.kind;
  if (kind === "numeric" && (result.state === "right" || result.state === "wrong")) {
    return { parts: [result.state === "right"] };
  }
  return result.parts && kind && inOrder.has(kind) ? { parts: result.parts } : {};
}

/** Numbers in TeX with the reader's decimal sign, whichever was typed. */
const localNumbers = (tex: string, locale: Locale): string =>
  locale === "pt-BR" ? tex.replace(/(\d)\.(\d)/g, "$1{,}$2") : tex.replace(/(\d)\{,\}(\d)/g, "$1.$2");

/** A result in the reader's language, its texts as safe HTML. Server side. */
export function renderResult(view: ItemView, result: ItemResult, locale: Locale): RenderedResult {
  return {
    credit: result.credit,
    complete: result.complete,
    fields: result.fields.map((field) => ({
      id: field.id,
      state: field.state,
      credit: field.credit,
      ...(field.carried === undefined ? {} : { carried: field.carried }),
      ...shownParts(view, field),
      ...(field.readAs === undefined ? {} : { readAs: inline(`$${localNumbers(field.readAs, locale)}$`) }),
      ...(field.message === undefined ? {} : { message: field.message[locale] }),
      diagnoses: field.diagnoses.map(({ code, message }) => ({ code, text: inline(withFormulas(message[locale])) })),
      ...(field.feedback === undefined ? {} : { feedback: block(field.feedback[locale]) }),
    })),
  };
}

/** Right answers and the worked solution as safe HTML. Server side. */
export function renderSolution({ solution, answers }: SolutionView): RenderedSolution {
  return {
    solution: block(solution),
    answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, inline(answer)])),
  };
}
