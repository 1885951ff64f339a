import { z } from "zod";
import { listRevisions } from "../../../../../../../lib/quizzes/authoring/revisions.ts";
import type { RouteContext } from "../../../../../../_components/route-props.ts";
import { answerJson, json } from "../../../../../../_session/json-route.ts";

const beforeSchema = z.coerce.number().int().positive().optional().catch(undefined);

/** Steps of the history, the newest first, fifty at a time. */
export async function GET(request: Request, { params }: RouteContext<{ course: string; quiz: string }>) {
  return answerJson(request, 0, async (actor) => {
    const { course: courseSlug, quiz: quizSlug } = await params;
    const before = beforeSchema.parse(new URL(request.url).searchParams.get("before") ?? undefined);
    return json(200, await listRevisions(actor, { courseSlug, quizSlug }, before));
  });
}
