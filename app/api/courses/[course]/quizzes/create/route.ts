import { z } from "zod";
import { createQuiz } from "../../../../../../lib/quizzes/authoring/create.ts";
import { quizFilesSchema } from "../../../../../../lib/quizzes/authoring/files.ts";
import type { RouteContext } from "../../../../../_components/route-props.ts";
import { answerJson, json, parseJson } from "../../../../../_session/json-route.ts";

const mostBytes = 10 * 2 ** 20;
const schema = z.object({ quiz: z.unknown(), files: quizFilesSchema });

/** Makes a quiz of files that were imported. */
export async function POST(request: Request, { params }: RouteContext<{ course: string }>) {
  return answerJson(request, mostBytes, async (actor, body) => {
    const { course } = await params;
    const asked = schema.safeParse(parseJson(body));
    if (!asked.success) return json(400, { ok: false, reason: "malformed" });
    const created = await createQuiz(actor, course, asked.data.quiz, asked.data.files);
    return json(created.ok ? 201 : 422, created);
  });
}
