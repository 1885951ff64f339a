import styles from "./markdown.module.css";
import { renderMarkdown } from "./render.ts";

export function Markdown({ text, compact = false }: { text: string; compact?: boolean }) {
  return (
    <div
      className={compact ? `${styles.prose} ${styles.compact}` : styles.prose}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown sanitises it
      dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }}
    />
  );
}
