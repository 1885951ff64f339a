import type { Messages } from "next-intl";

/**
 * The name spaces that client components of every page may read. What one page needs alone, and many words of it (hand-ins,
 * quizzes, their editor, marking), it hands to its own part of the tree; the rest of the catalogue stays on the server.
 */
const sent = ["preferences", "signIn", "hints", "live", "heatMap", "error"] as const;

export function forBrowser(messages: Messages): Partial<Messages> {
  return Object.fromEntries(sent.map((name) => [name, messages[name]]));
}
