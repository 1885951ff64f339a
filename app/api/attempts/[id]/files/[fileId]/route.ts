import { readFile } from "../../../../../../lib/quizzes/taking/files.ts";
import type { RouteContext } from "../../../../../_components/route-props.ts";
import { currentActor } from "../../../../../_session/actor.ts";
import { refusal } from "../../../../../_session/answer.ts";

/** A file that was handed in, always as a download: what a person sent is never opened as a page of ours. */
export async function GET(_request: Request, { params }: RouteContext<{ id: string; fileId: string }>) {
  const actor = await currentActor();
  if (!actor) return new Response(null, { status: 401 });
  try {
    const file = await readFile(actor, (await params).fileId);
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}
