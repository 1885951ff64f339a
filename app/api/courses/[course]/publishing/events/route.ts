import { selectPublishing } from "../../../../../../lib/courses/publishing.ts";
import { watch } from "../../../../../../lib/submissions/live.ts";
import type { RouteContext } from "../../../../../_components/route-props.ts";
import { eventStream } from "../../../../../_live/event-stream.ts";
import { currentActor } from "../../../../../_session/actor.ts";
import { refusal } from "../../../../../_session/answer.ts";

/** Says when something about a course's proofs or versions changed. */
export async function GET(request: Request, { params }: RouteContext<{ course: string }>) {
  const actor = await currentActor();
  if (!actor) return new Response(null, { status: 401 });
  let courseId: string;
  try {
    courseId = (await selectPublishing(actor, (await params).course)).course.id;
  } catch (error) {
    return refusal(error);
  }
  return eventStream(request, (signal) => watch(courseId, signal));
}
