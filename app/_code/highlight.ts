import { typescriptLanguage } from "@codemirror/lang-javascript";
import { classHighlighter, highlightCode } from "@lezer/highlight";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML that shows it. */
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign]!);

/**
 * The lines of a TypeScript file as HTML, with the editor's own grammar. Text, not elements: a page of two thousand lines would
 * otherwise be sent twice as tens of thousands of them.
 */
export function highlightLines(text: string): string[] {
  const lines = [""];
  highlightCode(
    text,
    typescriptLanguage.parser.parse(text),
    classHighlighter,
    (code, classes) => {
      lines[lines.length - 1] += classes ? `<span class="${classes}">${escapeHtml(code)}</span>` : escapeHtml(code);
    },
    () => lines.push(""),
  );
  return lines;
}
