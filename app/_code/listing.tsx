import { useLocale, useTranslations } from "next-intl";
import type { Message } from "../../grader/report.ts";
import { lineAnchor } from "../_report/locate.ts";
import { highlightLines } from "./highlight.tsx";
import styles from "./listing.module.css";

/** Beyond this a file is shown without colours: highlighting a megabyte would hold up everyone's pages. */
const highlightLimit = 200_000;

/** A file with line numbers that can be linked to, and what the grader said at the line that it said it of. */
export function Listing({ path, text, messages }: { path: string; text: string; messages: Message[] }) {
  const t = useTranslations("submission");
  const locale = useLocale();
  const lines = text.length > highlightLimit ? text.split("\n") : highlightLines(text);
  const said = new Map<number, Message[]>();
  for (const message of messages) {
    if (message.file === path) said.set(message.line, [...(said.get(message.line) ?? []), message]);
  }
  return (
    <details className={styles.file} open={lines.length < 400 || said.size > 0}>
      <summary>
        <span className={styles.path}>{path}</span>
        <span className={styles.count}>{t("lines", { count: lines.length })}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must reach */}
      <section className={styles.scroll} tabIndex={0} aria-label={t("codeOf", { path })}>
        <ol className={styles.lines}>
          {lines.map((line, index) => {
            const number = index + 1;
            const about = said.get(number);
            const grave = about?.some(({ severity }) => severity !== "warning");
            return (
              <li
                key={number}
                id={lineAnchor(path, number)}
                className={about && (grave ? styles.marked : styles.remarked)}
              >
                <span className={styles.number} aria-hidden="true">
                  {number}
                </span>
                <code>{line}</code>
                {about?.map((message) => (
                  <p key={message.text} className={message.severity === "warning" ? styles.warning : styles.error}>
                    {message.localised?.[locale] ?? message.text}
                  </p>
                ))}
              </li>
            );
          })}
        </ol>
      </section>
    </details>
  );
}
