import { z } from "zod";

const files = z.array(z.object({ path: z.string(), text: z.string() })).min(1);

/** What someone is writing, kept in this browser until they empty it: nothing typed is ever lost to a closed tab. */
export const draftSchema = z.object({
  files,
  /** made when the form opens; new for other content, so that a repeated key always means the same hand-in */
  pending: z.object({ key: z.string(), fingerprint: z.string() }).nullable(),
  /** whether somebody wrote them, rather than opened them */
  typed: z.boolean().default(true),
  /** texts in whose place something else was put, the last one last */
  replaced: z.array(z.object({ files, typed: z.boolean() })).default([]),
  /** id of the hand-in that was last opened here: opening it again must not take the place of what was typed since */
  opened: z.string().nullable().default(null),
});
export type Draft = z.infer<typeof draftSchema>;
export type DraftFiles = Draft["files"];

export function draftKey(person: string, course: string, project: string): string {
  return `nabla:draft:${person}:${course}/${project}`;
}

/** null for what is no draft, however it came there */
export function parseDraft(raw: string | null): Draft | null {
  try {
    const parsed = draftSchema.safeParse(JSON.parse(raw ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const sameFiles = (a: DraftFiles, b: DraftFiles) => JSON.stringify(a) === JSON.stringify(b);
