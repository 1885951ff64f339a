import { watchSubmission } from "../../../../../lib/submissions/places.ts";
import { selectSubmission } from "../../../../../lib/submissions/queries.ts";
import type { RouteContext } from "../../../../_components/route-props.ts";
import { eventStream } from "../../../../_live/event-stream.ts";
import { currentActor } from "../../../../_session/actor.ts";
import { refusal } from "../../../../_session/answer.ts";

/** Says when something about a submission changed. */
export async function GET(request: Request, { params }: RouteContext<{ id: string }>) {
  const actor = await currentActor();
  if (!actor) return new Response(null, { status: 401 });
  const { id } = await params;
  try {
    await selectSubmission(actor, id);
  } catch (error) {
    return refusal(error);
  }
  return eventStream(request, (signal) => watchSubmission(id, signal));
}
