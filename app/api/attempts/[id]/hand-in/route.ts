import { handIn } from "../../../../../lib/quizzes/taking/hand-in.ts";
import type { RouteContext } from "../../../../_components/route-props.ts";
import { currentActor } from "../../../../_session/actor.ts";
import { refusal } from "../../../../_session/answer.ts";
import { isSameOrigin } from "../../../../_session/same-origin.ts";
import { answer, signedOut } from "../../../../attempts/answer.ts";

/** Ends the attempt. Asking twice gives the same answer. */
export async function POST(request: Request, { params }: RouteContext<{ id: string }>) {
  if (!isSameOrigin(request)) return answer(403, null);
  const actor = await currentActor();
  if (!actor) return signedOut();
  try {
    return answer(200, await handIn(actor, (await params).id));
  } catch (error) {
    return refusal(error);
  }
}
