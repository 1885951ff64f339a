import { useLocale, useTranslations } from "next-intl";
import type { Message } from "../../grader/report.ts";
import { lineAnchor } from "../_report/locate.ts";
import { escapeHtml, highlightLines } from "./highlight.ts";
import styles from "./listing.module.css";

/** Beyond this a file is shown without colours: highlighting a megabyte would hold up everyone's pages. */
const highlightLimit = 200_000;

/** With more files than this the page would be nothing but code; a link to a line opens its file. */
const [many, manyMarked] = [8, 20];

/** A file with line numbers that can be linked to, and what the grader said at the line that it said it of. */
export function Listing(props: {
  path: string;
  text: string;
  messages: Message[];
  /** files of the hand-in: of many, only those are open that something was said of */
  among: number;
}) {
  const { path, text, messages, among } = props;
  const t = useTranslations("submission");
  const locale = useLocale();
  const lines = text.length > highlightLimit ? text.split("\n").map(escapeHtml) : highlightLines(text);
  const said = new Map<number, Message[]>();
  for (const message of messages) {
    if (message.file === path) said.set(message.line, [...(said.get(message.line) ?? []), message]);
  }
  const lineHtml = (line: string, index: number) => {
    const about = said.get(index + 1) ?? [];
    const mark = about.some(({ severity }) => severity !== "warning") ? styles.marked : styles.remarked;
    const notes = about.map(
      ({ severity, text, localised }) =>
        `<p class="${severity === "warning" ? styles.warning : styles.error}">${escapeHtml(localised?.[locale] ?? text)}</p>`,
    );
    const marked = about.length > 0 ? ` class="${mark}"` : "";
    return `<li id="${lineAnchor(path, index + 1)}"${marked}><code>${line}</code>${notes.join("")}</li>`;
  };
  const open = said.size > 0 ? among <= manyMarked : among <= many && lines.length < 400;
  return (
    <details className={styles.file} open={open}>
      <summary>
        <span className={styles.path}>{path}</span>
        <span className={styles.count}>
          {said.size > 0 && `${t("marked", { count: said.size })} · `}
          {t("lines", { count: lines.length })}
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must reach */}
      <section className={styles.scroll} tabIndex={0} aria-label={t("codeOf", { path })}>
        <ol
          className={styles.lines}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: every text in it went through escapeHtml
          dangerouslySetInnerHTML={{ __html: lines.map(lineHtml).join("") }}
        />
      </section>
    </details>
  );
}
