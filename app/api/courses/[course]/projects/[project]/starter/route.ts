import { zipSync } from "fflate";
import { selectStarter } from "../../../../../../../lib/projects/queries.ts";
import type { RouteContext } from "../../../../../../_components/route-props.ts";
import { currentActor } from "../../../../../../_session/actor.ts";
import { refusal } from "../../../../../../_session/answer.ts";

/** The starter as a zip with one folder, which a hand-in of the same shape unwraps again. */
export async function GET(_request: Request, { params }: RouteContext<{ course: string; project: string }>) {
  const actor = await currentActor();
  if (!actor) return new Response(null, { status: 401 });
  const { course, project } = await params;
  try {
    const files = await selectStarter(actor, course, project);
    const encoder = new TextEncoder();
    const zip = zipSync(
      Object.fromEntries(files.map((file) => [`${project}/${file.path}`, encoder.encode(file.text)])),
    );
    return new Response(new Uint8Array(zip), {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="${project.replace(/[^\w.-]/g, "_")}-starter.zip"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}
