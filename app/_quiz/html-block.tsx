import markdown from "../_markdown/markdown.module.css";
import type { Html } from "./rendered.ts";

/** A rendered text of its own. */
export function HtmlBlock({ text, compact = false }: { text: Html; compact?: boolean }) {
  return (
    <div
      className={compact ? `${markdown.prose} ${markdown.compact}` : markdown.prose}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown sanitised it on the server
      dangerouslySetInnerHTML={{ __html: text.html }}
    />
  );
}
