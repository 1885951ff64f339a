import { z } from "zod";

const text = z.object({ en: z.string(), "pt-BR": z.string() });

/** What an import came to, before a quiz is made of it; shared by the route and the browser. */
export const importSchema = z.union([
  z.object({
    ok: z.literal(true),
    files: z.array(z.object({ path: z.string(), text: z.string() })),
    title: text,
    items: z.array(z.object({ id: z.string(), kind: z.string(), title: text })),
    skipped: z.array(z.object({ item: z.string(), feature: z.string(), reason: z.string() })),
  }),
  z.object({ ok: z.literal(false), message: text }),
]);
export type ImportAnswer = z.infer<typeof importSchema>;

export const createdSchema = z.union([
  z.object({ ok: z.literal(true), slug: z.string() }),
  z.object({ ok: z.literal(false), field: z.string(), message: text }),
]);
