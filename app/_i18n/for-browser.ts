import type { Messages } from "next-intl";

/** The name spaces that client components read; the rest of the catalogue stays on the server. */
const sent = ["preferences", "signIn", "hints", "handIn", "live", "heatMap", "quiz", "error"] as const;

export function forBrowser(messages: Messages): Partial<Messages> {
  return Object.fromEntries(sent.map((name) => [name, messages[name]]));
}
