import { typescriptLanguage } from "@codemirror/lang-javascript";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import type { ReactNode } from "react";

/** The lines of a TypeScript file with the editor's own grammar, highlighted on the server. */
export function highlightLines(text: string): ReactNode[][] {
  const lines: ReactNode[][] = [[]];
  let key = 0;
  highlightCode(
    text,
    typescriptLanguage.parser.parse(text),
    classHighlighter,
    (code, classes) => {
      lines.at(-1)?.push(
        classes ? (
          <span key={key++} className={classes}>
            {code}
          </span>
        ) : (
          code
        ),
      );
    },
    () => lines.push([]),
  );
  return lines;
}
