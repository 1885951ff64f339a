import { z } from "zod";
import type { HandIn } from "../../lib/submissions/submit.ts";

const fields = z.object({
  idempotencyKey: z.string().regex(/^[\w-]{16,64}$/),
  person: z.string().max(100).optional(),
  acceptLate: z.enum(["true", "false"]).transform((value) => value === "true"),
});

/** What an upload asks for, and for whom its page was made. */
type Form = Pick<HandIn, "idempotencyKey" | "acceptLate" | "files"> & { person?: string | undefined };

/**
 * The parts of an upload: `idempotencyKey`, `acceptLate`, maybe `person`, and either one `zip` or pairs of `path` and `file` (browsers
 * and parsers change the slashes of a part's own file name). Null when it is not such a form. Paths are taken as they
 * come: judging them is the intake's work.
 */
export async function readForm(contentType: string, body: Uint8Array<ArrayBuffer>): Promise<Form | null> {
  let form: FormData;
  try {
    form = await new Response(body, { headers: { "Content-Type": contentType } }).formData();
  } catch {
    return null;
  }
  const parsed = fields.safeParse({
    idempotencyKey: form.get("idempotencyKey"),
    person: form.get("person") ?? undefined,
    acceptLate: form.get("acceptLate") ?? "false",
  });
  if (!parsed.success) return null;
  const zip = form.get("zip");
  if (zip instanceof File) return { ...parsed.data, files: { zip: new Uint8Array(await zip.arrayBuffer()) } };
  const paths = form.getAll("path");
  const files = form.getAll("file");
  if (files.length === 0 || files.length !== paths.length) return null;
  const entries = [];
  for (const [index, file] of files.entries()) {
    const path = paths[index];
    if (!(file instanceof File) || typeof path !== "string") return null;
    entries.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return { ...parsed.data, files: entries };
}
