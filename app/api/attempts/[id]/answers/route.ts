import { maxAnswerBytes } from "../../../../../lib/quizzes/taking/answers.ts";
import { saveAnswers, saveSchema } from "../../../../../lib/quizzes/taking/save.ts";
import { selectSavedAnswers } from "../../../../../lib/quizzes/taking/saved-answers.ts";
import type { RouteContext } from "../../../../_components/route-props.ts";
import { currentActor } from "../../../../_session/actor.ts";
import { refusal } from "../../../../_session/answer.ts";
import { isSameOrigin } from "../../../../_session/same-origin.ts";
import type { AttemptState } from "../../../../attempts/_taking/transport.ts";
import { answer, malformed, signedOut } from "../../../../attempts/answer.ts";
import { readJson } from "../../../../attempts/read-json.ts";

/** What the server has: for a page that comes back after a while, and for setting its clock. */
export async function GET(_request: Request, { params }: RouteContext<{ id: string }>) {
  const actor = await currentActor();
  if (!actor) return signedOut();
  try {
    const state: AttemptState = await selectSavedAnswers(actor, (await params).id);
    return answer(200, state);
  } catch (error) {
    return refusal(error);
  }
}

/** Keeps the answers of one question. What is refused is said with 200 and `ok: false`: the page goes on with it. */
export async function PUT(request: Request, { params }: RouteContext<{ id: string }>) {
  if (!isSameOrigin(request)) return answer(403, null);
  const actor = await currentActor();
  if (!actor) return signedOut();
  // twice the answers: names and escapes of JSON; what is larger than an answer may be is refused in words by lib
  const body = await readJson(request, 2 * maxAnswerBytes);
  if (body === undefined) return answer(200, tooLargeAnswer);
  const parsed = saveSchema.safeParse({ ...(body as object | null), attemptId: (await params).id });
  if (!parsed.success) return malformed();
  try {
    return answer(200, await saveAnswers(actor, parsed.data));
  } catch (error) {
    return refusal(error);
  }
}

const tooLargeAnswer = {
  ok: false,
  reason: "invalid",
  message: {
    en: "This answer is too large to be kept.",
    "pt-BR": "Esta resposta é grande demais para ser guardada.",
  },
};
