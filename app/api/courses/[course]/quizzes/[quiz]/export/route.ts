import { exportDraft } from "../../../../../../../lib/quizzes/transfer.ts";
import type { RouteContext } from "../../../../../../_components/route-props.ts";
import { exportSchema } from "../../../../../../_quiz-editor/export-query.ts";
import { answerJson } from "../../../../../../_session/json-route.ts";

/** The draft as a file for another system. */
export async function GET(request: Request, { params }: RouteContext<{ course: string; quiz: string }>) {
  return answerJson(request, 0, async (actor) => {
    const { course: courseSlug, quiz: quizSlug } = await params;
    const asked = exportSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return new Response(null, { status: 400 });
    const exported = await exportDraft(actor, { courseSlug, quizSlug, ...asked.data });
    if (!exported.ok) return new Response(null, { status: 409 });
    return new Response(new Uint8Array(exported.bytes), {
      headers: {
        "Content-Type": exported.mediaType,
        "Content-Disposition": `attachment; filename="${exported.fileName.replace(/[^\w.-]/g, "_")}"`,
        "Cache-Control": "private, no-store",
      },
    });
  });
}
