import { typescriptLanguage } from "@codemirror/lang-javascript";
import { classHighlighter, highlightCode } from "@lezer/highlight";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What the style sheet sets apart; operators, names and brackets would double the size of a page for nothing. */
const styled = /\btok-(keyword|string2?|number|bool|comment|typeName|className)\b/;

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
      lines[lines.length - 1] += styled.test(classes)
        ? `<span class="${classes}">${escapeHtml(code)}</span>`
        : escapeHtml(code);
    },
    () => lines.push(""),
  );
  return lines;
}
