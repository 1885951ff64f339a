import { useLocale, useTranslations } from "next-intl";
import type { Message } from "../../grader/report.ts";
import { Chip } from "../_status/chip.tsx";
import { lineAnchor } from "./locate.ts";
import styles from "./report.module.css";

/** of hundreds of messages the first ones, which the rest often follows from; the others on demand */
const shownAtOnce = 20;

/** What the compiler or the intake said, each with its place and the lines around it. */
export function Messages({ messages }: { messages: Message[] }) {
  const t = useTranslations("report");
  const rest = messages.slice(shownAtOnce);
  return (
    <>
      <List messages={messages.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <details className={styles.more}>
          <summary>{t("moreMessages", { count: rest.length })}</summary>
          <List messages={rest} />
        </details>
      )}
    </>
  );
}

function List({ messages }: { messages: Message[] }) {
  const t = useTranslations("report");
  const locale = useLocale();
  return (
    <ul className={styles.messages}>
      {messages.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice of one place
        <li key={`${index}:${message.file}`}>
          <p>
            <Chip
              tone={message.severity === "warning" ? "warn" : "bad"}
              icon={message.severity === "warning" ? "warning" : "cross"}
            >
              {t(message.severity === "warning" ? "warning" : "error")}
            </Chip>{" "}
            {message.line > 0 ? (
              <a href={`#${lineAnchor(message.file, message.line)}`}>
                {message.file}:{message.line}:{message.column}
              </a>
            ) : (
              <code>{message.file}</code>
            )}{" "}
            {message.code && <code className={styles.code}>{message.code}</code>}
          </p>
          <p className={styles.messageText}>{message.localised?.[locale] ?? message.text}</p>
          {message.localised && message.localised[locale] !== message.text && (
            <p className={styles.original} lang="en">
              {message.text}
            </p>
          )}
          {message.frame && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must reach
            <pre className={styles.output} tabIndex={0}>
              {message.frame}
            </pre>
          )}
        </li>
      ))}
    </ul>
  );
}
