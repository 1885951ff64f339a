import { getLocale } from "next-intl/server";
import { selectAttempt } from "../../../../../lib/quizzes/taking/attempt-page.ts";
import { checkQuestion, checkSchema } from "../../../../../lib/quizzes/taking/check.ts";
import type { RouteContext } from "../../../../_components/route-props.ts";
import { renderResult } from "../../../../_quiz/render-result.ts";
import { currentActor } from "../../../../_session/actor.ts";
import { refusal } from "../../../../_session/answer.ts";
import { isSameOrigin } from "../../../../_session/same-origin.ts";
import type { CheckAnswer } from "../../../../attempts/_taking/transport.ts";
import { answer, malformed, signedOut } from "../../../../attempts/answer.ts";
import { readJson } from "../../../../attempts/read-json.ts";

/** Judges the saved answer of one question, where the quiz allows that while it goes on. */
export async function POST(request: Request, { params }: RouteContext<{ id: string }>) {
  if (!isSameOrigin(request)) return answer(403, null);
  const actor = await currentActor();
  if (!actor) return signedOut();
  const { id } = await params;
  const body = await readJson(request, 2000);
  const parsed = checkSchema.safeParse({ ...(body as object | null), attemptId: id });
  if (!parsed.success) return malformed();
  try {
    const locale = await getLocale();
    const checked = await checkQuestion(actor, parsed.data);
    if (!checked.ok) {
      const refused: CheckAnswer = { ok: false, reason: checked.reason, message: checked.message[locale] };
      return answer(200, refused);
    }
    const page = await selectAttempt(actor, id, locale);
    const view = page.questions.find(({ key }) => key === parsed.data.key)?.view;
    if (!view) return malformed();
    const judged: CheckAnswer = {
      ok: true,
      result: renderResult(view, checked.result, locale),
      triesLeft: checked.triesLeft,
    };
    return answer(200, judged);
  } catch (error) {
    return refusal(error);
  }
}
