import type { Html } from "./rendered.ts";

/** A rendered text inside a line. */
export function HtmlText({ text, id, className }: { text: Html; id?: string; className?: string | undefined }) {
  return (
    <span
      id={id}
      className={className}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown sanitised it on the server
      dangerouslySetInnerHTML={{ __html: text.html }}
    />
  );
}
