import { storeUpload, type Uploaded } from "../../../../../lib/courses/upload.ts";
import type { RouteContext } from "../../../../_components/route-props.ts";
import { readCapped } from "../../../../_hand-in/read-capped.ts";
import { currentActor } from "../../../../_session/actor.ts";
import { refusal } from "../../../../_session/answer.ts";
import { isSameOrigin } from "../../../../_session/same-origin.ts";

/** The largest archive that intake looks at, in bytes. */
const maxArchiveBytes = 16 * 2 ** 20;

export type UploadAnswer = Uploaded | { ok: false; reason: "signed-out" | "too-large" | "malformed" };

function answer(status: number, body: UploadAnswer): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

/** An archive with a course or a project, as the request's whole body; the size is capped while it streams in. */
export async function POST(request: Request, { params }: RouteContext<{ course: string }>) {
  if (!isSameOrigin(request)) return new Response(null, { status: 403 });
  const actor = await currentActor();
  if (!actor) return answer(401, { ok: false, reason: "signed-out" });
  if (!request.body) return answer(400, { ok: false, reason: "malformed" });
  const zip = await readCapped(request.body, maxArchiveBytes);
  if (!zip) return answer(413, { ok: false, reason: "too-large" });
  try {
    const stored = await storeUpload(actor, (await params).course, zip);
    return answer(stored.ok ? 201 : 422, stored);
  } catch (error) {
    return refusal(error);
  }
}
