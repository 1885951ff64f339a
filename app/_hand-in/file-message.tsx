import type { Message } from "../../grader/report.ts";
import type { Locale } from "../../lib/actor.ts";

/** One line about a file of a hand-in, or about all of it; the line number only where there is something to find. */
export function FileMessage({ message, locale }: { message: Message; locale: Locale }) {
  const place = message.line > 1 ? `${message.file}:${message.line}` : message.file;
  return (
    <>
      {message.file && <code>{place}</code>} {message.localised?.[locale] ?? message.text}
    </>
  );
}
