import { checkHandIn, type Entry } from "../../grader/intake/check.ts";
import type { Message } from "../../grader/report.ts";

/** `message`: what the intake says of a file or of everything; the rest is known to the page only. */
export type Finding =
  | { level: "error" | "warning"; message: Message }
  | { level: "error"; code: "nothing" | "zipTooLarge" | "zipAmongFiles" }
  | { level: "error"; code: "changed"; path: string }
  | { level: "warning"; code: "empty"; path: string };

/** What can be said about a hand-in before it is sent, by the very rules of the server, whose word counts. */
export function precheck(files: readonly Entry[]): Finding[] {
  if (files.length === 0) return [{ level: "error", code: "nothing" }];
  const checked = checkHandIn(files);
  const findings = checked.messages.map((message): Finding => ({ level: message.severity ?? "error", message }));
  if (!checked.ok) return findings;
  const empty = checked.files.filter(({ text }) => text.trim() === "");
  return [...findings, ...empty.map(({ path }): Finding => ({ level: "warning", code: "empty", path }))];
}
