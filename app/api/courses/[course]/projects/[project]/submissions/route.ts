import { Forbidden, NotFound } from "../../../../../../../lib/errors.ts";
import { log } from "../../../../../../../lib/log.ts";
import { submit } from "../../../../../../../lib/submissions/submit.ts";
import type { RouteContext } from "../../../../../../_components/route-props.ts";
import type { Trouble, UploadAnswer } from "../../../../../../_hand-in/answer.ts";
import { maxRequestBytes } from "../../../../../../_hand-in/limits.ts";
import { readCapped } from "../../../../../../_hand-in/read-capped.ts";
import { readForm } from "../../../../../../_hand-in/read-form.ts";
import { currentActor } from "../../../../../../_session/actor.ts";
import { refusal } from "../../../../../../_session/answer.ts";
import { isSameOrigin } from "../../../../../../_session/same-origin.ts";

function answer(status: number, body: UploadAnswer | Trouble): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

/**
 * One hand-in, as a form (server actions bound bodies too tightly and show no progress). The size is capped while it
 * streams in. Sending the same idempotency key again answers with the hand-in that it already made.
 */
export async function POST(request: Request, { params }: RouteContext<{ course: string; project: string }>) {
  if (!isSameOrigin(request)) return new Response(null, { status: 403 });
  const actor = await currentActor();
  if (!actor) return answer(401, { ok: false, reason: "signed-out" });
  const contentType = request.headers.get("content-type");
  if (!request.body || !contentType?.startsWith("multipart/form-data")) {
    return answer(415, { ok: false, reason: "malformed" });
  }
  const body = await readCapped(request.body, maxRequestBytes);
  if (!body) return answer(413, { ok: false, reason: "too-large" });
  const read = await readForm(contentType, new Uint8Array(body));
  if (!read) return answer(400, { ok: false, reason: "malformed" });
  const { person, ...form } = read;
  // two people at one computer: the work on the page must not count for whoever signed in last
  if (person !== undefined && person !== actor.personId) return answer(409, { ok: false, reason: "another-person" });
  const { course, project } = await params;
  try {
    const submitted = await submit(actor, { courseSlug: course, projectSlug: project, ...form });
    return answer(submitted.ok ? 201 : 422, submitted);
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return refusal(error);
    // the database is away, or its disk is full: the page says so, keeps the work and sends it again
    log().error({ error, course, project }, "a hand-in could not be stored");
    return answer(503, { ok: false, reason: "trouble" });
  }
}
