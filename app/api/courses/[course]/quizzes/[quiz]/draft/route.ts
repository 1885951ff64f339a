import { parseQuizFiles } from "../../../../../../../grader/quiz/quiz-folder.ts";
import { saveDraft } from "../../../../../../../lib/quizzes/authoring/drafts.ts";
import { quizFilesSchema } from "../../../../../../../lib/quizzes/authoring/files.ts";
import type { RouteContext } from "../../../../../../_components/route-props.ts";
import { type SavedAnswer, saveSchema } from "../../../../../../_quiz-editor/draft-answer.ts";
import { answerJson, json, parseJson } from "../../../../../../_session/json-route.ts";

/** JSON escapes make the largest draft somewhat larger. */
const mostBytes = 10 * 2 ** 20;

/** Saves the draft and says what is wrong with it: a draft may be wrong, its author is writing it. */
export async function PUT(request: Request, { params }: RouteContext<{ course: string; quiz: string }>) {
  return answerJson(request, mostBytes, async (actor, body) => {
    const { course: courseSlug, quiz: quizSlug } = await params;
    const asked = saveSchema.safeParse(parseJson(body));
    if (!asked.success) return json(400, { ok: false, reason: "malformed" });
    const { files, baseRevision, note } = asked.data;
    const address = { courseSlug, quizSlug };
    const saved = await saveDraft(actor, { ...address, files, baseRevision, ...(note === undefined ? {} : { note }) });
    if (!saved.ok) return json(saved.reason === "conflict" ? 409 : 422, saved satisfies SavedAnswer);
    const parsed = parseQuizFiles(quizFilesSchema.parse(files));
    return json(200, { ...saved, problems: parsed.ok ? [] : parsed.messages } satisfies SavedAnswer);
  });
}
