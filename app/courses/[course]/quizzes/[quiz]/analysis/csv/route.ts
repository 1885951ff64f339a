import { getLocale } from "next-intl/server";
import { z } from "zod";
import { choicesCsv, itemsCsv } from "../../../../../../../lib/quizzes/analysis/csv.ts";
import { selectAnalysis } from "../../../../../../../lib/quizzes/analysis/select.ts";
import { requireActor } from "../../../../../../_session/actor.ts";
import { refusal } from "../../../../../../_session/answer.ts";

const searchSchema = z.object({
  which: z.enum(["first", "last"]).default("first").catch("first"),
  of: z.enum(["questions", "choices"]).default("questions").catch("questions"),
});

/** The numbers of the analysis for a spreadsheet. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ course: string; quiz: string }> },
): Promise<Response> {
  const actor = await requireActor();
  const { course, quiz } = await params;
  const { which, of } = searchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const locale = await getLocale();
  try {
    const page = await selectAnalysis(actor, { courseSlug: course, quizSlug: quiz }, which);
    return new Response(of === "choices" ? choicesCsv(page, locale) : itemsCsv(page, locale), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${quiz.replace(/[^a-z0-9-]/g, "")}-${of}-${which}.csv"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}
