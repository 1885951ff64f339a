import { importFiles } from "../../../../../../lib/quizzes/transfer.ts";
import type { RouteContext } from "../../../../../_components/route-props.ts";
import type { ImportAnswer } from "../../../../../_quiz-editor/import-answer.ts";
import { answerJson, json } from "../../../../../_session/json-route.ts";

/** packages of other systems hold pictures; larger ones are read by the command line */
const mostBytes = 16 * 2 ** 20;

/** Reads a file and answers with what a quiz of it would be, and what it would lack. Nothing is stored. */
export async function POST(request: Request, { params }: RouteContext<{ course: string }>) {
  return answerJson(request, mostBytes, async (actor, body) => {
    const { course } = await params;
    const name = new URL(request.url).searchParams.get("name")?.slice(0, 200) ?? "";
    const read = await importFiles(actor, course, body, name);
    return json(read.ok ? 200 : 422, read satisfies ImportAnswer);
  });
}
