import { z } from "zod";
import type { Answers } from "../../../grader/quiz/answer.ts";
import { ExpressionError } from "../../../grader/quiz/expression-error.ts";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import { parseQuestion } from "../../../grader/quiz/quiz-folder.ts";
import type { ItemResult } from "../../../grader/quiz/result.ts";
import { rightAnswers } from "../../../grader/quiz/right-answers.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { ShowError } from "../../../grader/quiz/show/show-error.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import { drawVariant, generatedPlace } from "../../../grader/quiz/variant.ts";
import type { ItemView, SolutionView } from "../../../grader/quiz/view.ts";
import type { Localised, Message } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { locales } from "../../actor.ts";
import { readAnswers } from "../taking/answers.ts";
import { type QuizAddress, selectForStaff } from "./access.ts";
import { limits } from "./files.ts";
import { questionOf } from "./paths.ts";
import { storedPool } from "./pools.ts";

export const previewSchema = z.object({
  path: z.string().refine((path) => questionOf(path) !== null),
  text: z.string().max(limits.fileBytes),
  /** source of its generator, where it has one */
  generator: z.string().max(limits.fileBytes).optional(),
  seed: z.string().min(1).max(100),
  locale: z.enum(locales),
  /** as typed into the preview; left out: nothing is judged */
  answers: z.unknown().optional(),
});
export type PreviewRequest = z.infer<typeof previewSchema>;

export type Preview =
  | {
      ok: true;
      view: ItemView;
      solution: SolutionView;
      /** what a student would have to type; none where that cannot be typed */
      right: Answers;
      result: ItemResult | null;
      /** drawn parameters, for the author */
      values: Values;
    }
  | { ok: false; messages: Message[]; message?: Localised };

const trouble = (file: string, text: string, localised?: Localised): Preview => ({
  ok: false,
  messages: [{ file, line: 1, column: 1, text, severity: "error", ...(localised ? { localised } : {}) }],
});

/**
 * One question as a student with this seed would meet it, with its solution, and with answers judged. The question comes as its
 * author has it on the screen; nothing is stored.
 * @throws NotFound, Forbidden
 */
export async function previewItem(actor: Actor, address: QuizAddress, asked: unknown): Promise<Preview> {
  const { quiz } = await selectForStaff(actor, address, "quiz.edit");
  const request = previewSchema.parse(asked);
  const { path, text, seed, locale } = request;
  const id = questionOf(path)!;
  const question = parseQuestion(path, text, id);
  if (!question.ok) return question;
  const { item } = question;
  let generated: Values | undefined;
  if (item.generator) {
    const pool = await storedPool(quiz.id, id, item.generator.file, request.generator ?? "");
    if (!pool) return { ok: false, messages: [question.generatorProblem(notRun.en)], message: notRun };
    generated = pool[generatedPlace(item, seed, pool.length)];
  }
  const drawn = drawVariant(item, seed, generated);
  if (!drawn.ok) return trouble(path, drawn.message);
  const { variant } = drawn;
  try {
    const view = showItem(variant, locale);
    const solution = showSolution(variant, locale);
    const right = rightAnswers(variant);
    let result: ItemResult | null = null;
    if (request.answers !== undefined) {
      const read = readAnswers(item, request.answers);
      if (read.ok) result = judgeItem(variant, read.answers);
    }
    return { ok: true, view, solution, right, result, values: variant.values };
  } catch (error) {
    // what an author can mend: an expression in a text or a field
    if (error instanceof ShowError || error instanceof ExpressionError) return trouble(path, error.message);
    throw error;
  }
}

const notRun: Localised = {
  en: "Its generator runs in the sandbox only: run the self-tests once, then its variants can be looked at.",
  "pt-BR": "O gerador só roda na área isolada: execute os autotestes uma vez; depois as variantes podem ser vistas.",
};
