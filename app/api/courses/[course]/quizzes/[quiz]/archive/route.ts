import { unzipQuiz, zipQuiz } from "../../../../../../../lib/quizzes/authoring/archive.ts";
import { selectDraft } from "../../../../../../../lib/quizzes/authoring/drafts.ts";
import type { RouteContext } from "../../../../../../_components/route-props.ts";
import type { TakenFiles } from "../../../../../../_quiz-editor/draft-answer.ts";
import { answerJson, json } from "../../../../../../_session/json-route.ts";

const mostBytes = 8 * 2 ** 20;

/** The draft as a zip of its folder. */
export async function GET(request: Request, { params }: RouteContext<{ course: string; quiz: string }>) {
  return answerJson(request, 0, async (actor) => {
    const { course: courseSlug, quiz: quizSlug } = await params;
    const { files } = await selectDraft(actor, { courseSlug, quizSlug });
    return new Response(zipQuiz(quizSlug, files), {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="${quizSlug.replace(/[^\w.-]/g, "_")}.zip"`,
        "Cache-Control": "private, no-store",
      },
    });
  });
}

/** Reads an archive and answers with its files: the editor puts them in the place of its own, where that can be undone. */
export async function POST(request: Request, { params }: RouteContext<{ course: string; quiz: string }>) {
  return answerJson(request, mostBytes, async (actor, body) => {
    const { course: courseSlug, quiz: quizSlug } = await params;
    await selectDraft(actor, { courseSlug, quizSlug });
    const read = unzipQuiz(body);
    return json(read.ok ? 200 : 422, read satisfies TakenFiles);
  });
}
