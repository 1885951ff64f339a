import { z } from "zod";
import { selectRevision } from "../../../../../../../../lib/quizzes/authoring/revisions.ts";
import type { RouteContext } from "../../../../../../../_components/route-props.ts";
import type { TakenFiles } from "../../../../../../../_quiz-editor/draft-answer.ts";
import { answerJson, json } from "../../../../../../../_session/json-route.ts";

/** The files as they were at a step of the history. */
export async function GET(
  request: Request,
  { params }: RouteContext<{ course: string; quiz: string; number: string }>,
) {
  return answerJson(request, 0, async (actor) => {
    const { course: courseSlug, quiz: quizSlug, number } = await params;
    const step = z.coerce.number().int().positive().safeParse(number);
    if (!step.success) return new Response(null, { status: 404 });
    const files = await selectRevision(actor, { courseSlug, quizSlug }, step.data);
    return json(200, { ok: true, files, leftOut: [] } satisfies TakenFiles);
  });
}
