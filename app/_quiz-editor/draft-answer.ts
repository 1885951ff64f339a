import { z } from "zod";
import { messageSchema } from "../../grader/report.ts";

const files = z.array(z.object({ path: z.string(), text: z.string() }));
const text = z.object({ en: z.string(), "pt-BR": z.string() });

/** What the server says to a save; shared by the route and the browser. */
export const savedSchema = z.union([
  z.object({ ok: z.literal(true), revision: z.number(), savedAt: z.string(), problems: z.array(messageSchema) }),
  z.object({
    ok: z.literal(false),
    reason: z.literal("conflict"),
    files,
    revision: z.number(),
    savedAt: z.string().nullable(),
    savedBy: z.string().nullable(),
  }),
  z.object({ ok: z.literal(false), reason: z.literal("invalid"), message: text }),
]);
export type SavedAnswer = z.infer<typeof savedSchema>;

export const saveSchema = z.object({
  files: z.unknown(),
  baseRevision: z.int().nonnegative(),
  note: z.string().max(200).optional(),
});

/** An archive or a history's step that was read: files to put in the place of the present ones, which can be undone. */
export const takenFilesSchema = z.union([
  z.object({ ok: z.literal(true), files, leftOut: z.array(z.string()) }),
  z.object({ ok: z.literal(false), file: z.string(), message: text }),
]);
export type TakenFiles = z.infer<typeof takenFilesSchema>;
