import { previewItem, previewSchema } from "../../../../../../../lib/quizzes/authoring/preview.ts";
import type { RouteContext } from "../../../../../../_components/route-props.ts";
import { renderItem } from "../../../../../../_quiz/render-item.ts";
import { renderResult, renderSolution } from "../../../../../../_quiz/render-result.ts";
import type { PreviewAnswer } from "../../../../../../_quiz-editor/preview-answer.ts";
import { answerJson, json, parseJson } from "../../../../../../_session/json-route.ts";

const mostBytes = 2 ** 20;

/** One question as its author has it on the screen, drawn, set and judged; nothing is stored. */
export async function POST(request: Request, { params }: RouteContext<{ course: string; quiz: string }>) {
  return answerJson(request, mostBytes, async (actor, body) => {
    const { course: courseSlug, quiz: quizSlug } = await params;
    const asked = previewSchema.safeParse(parseJson(body));
    if (!asked.success) return json(400, { ok: false, reason: "malformed" });
    const preview = await previewItem(actor, { courseSlug, quizSlug }, asked.data);
    if (!preview.ok) return json(200, { ok: false, messages: preview.messages } satisfies PreviewAnswer);
    const { view, solution, right, result, values } = preview;
    return json(200, {
      ok: true,
      item: renderItem(view),
      solution: renderSolution(solution),
      right,
      result: result && renderResult(view, result, asked.data.locale),
      values: JSON.stringify(values, null, 1),
    } satisfies PreviewAnswer);
  });
}
