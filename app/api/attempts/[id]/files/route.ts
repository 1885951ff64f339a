import { getLocale } from "next-intl/server";
import { uploadFile } from "../../../../../lib/quizzes/taking/files.ts";
import type { RouteContext } from "../../../../_components/route-props.ts";
import { readCapped } from "../../../../_hand-in/read-capped.ts";
import { currentActor } from "../../../../_session/actor.ts";
import { refusal } from "../../../../_session/answer.ts";
import { isSameOrigin } from "../../../../_session/same-origin.ts";
import { answer, malformed, signedOut } from "../../../../attempts/answer.ts";

/** the largest file that lib takes, with the form around it */
const maxRequestBytes = 10_000_000 + 20_000;

/** Keeps a file for a field. It becomes the answer with the save that names it. */
export async function POST(request: Request, { params }: RouteContext<{ id: string }>) {
  if (!isSameOrigin(request)) return answer(403, null);
  const actor = await currentActor();
  if (!actor) return signedOut();
  const locale = await getLocale();
  const contentType = request.headers.get("content-type");
  if (!request.body || !contentType?.startsWith("multipart/form-data")) return malformed();
  const body = await readCapped(request.body, maxRequestBytes);
  if (!body) return answer(200, { ok: false, message: tooLargeFile[locale] });
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": contentType } })
    .formData()
    .catch(() => null);
  const [key, fieldId, file] = [form?.get("key"), form?.get("fieldId"), form?.get("file")];
  if (typeof key !== "string" || typeof fieldId !== "string" || !(file instanceof File)) return malformed();
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const uploaded = await uploadFile(actor, { attemptId: (await params).id, key, fieldId, name: file.name, bytes });
    if (!uploaded.ok) return answer(200, { ok: false, message: uploaded.message[locale] });
    return answer(200, { ok: true, fileId: uploaded.fileId, name: uploaded.name, bytes: uploaded.bytes });
  } catch (error) {
    return refusal(error);
  }
}

const tooLargeFile = { en: "The file is larger than 10 MB.", "pt-BR": "O arquivo tem mais de 10 MB." };
