import { z } from "zod";

/** What someone is writing, kept in this browser until they empty it: nothing typed is ever lost to a closed tab. */
const draftSchema = z.object({
  files: z.array(z.object({ path: z.string(), text: z.string() })).min(1),
  /** made when the form opens; new for other content, so that a repeated key always means the same hand-in */
  pending: z.object({ key: z.string(), fingerprint: z.string() }).nullable(),
});
export type Draft = z.infer<typeof draftSchema>;

export function draftKey(person: string, course: string, project: string): string {
  return `nabla:draft:${person}:${course}/${project}`;
}

export function readDraft(key: string): Draft | null {
  try {
    const parsed = draftSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** False when the browser keeps nothing (storage off or full), which the form then says. */
export function keepDraft(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
