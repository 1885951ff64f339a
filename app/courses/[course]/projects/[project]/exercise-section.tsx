import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ProjectPage } from "../../../../../lib/projects/queries.ts";
import { Icon } from "../../../../_components/icon.tsx";
import { Section } from "../../../../_components/page.tsx";
import { Hints } from "../../../../_hints/hints.tsx";
import { Markdown } from "../../../../_markdown/markdown.tsx";
import { renderMarkdown } from "../../../../_markdown/render.ts";
import styles from "./project.module.css";
import { signatures } from "./signatures.ts";

type Exercise = ProjectPage["exercises"][number];

export function ExerciseSection({ exercise, text, remember }: { exercise: Exercise; text: string; remember: string }) {
  const [t, kinds, format, locale] = [useTranslations("project"), useTranslations("kind"), useFormatter(), useLocale()];
  const asked = [...new Set(exercise.checks.map((check) => check.kind))];
  return (
    <Section
      id={exercise.id}
      title={
        <>
          <span className={styles.id}>{exercise.id}</span> {exercise.title[locale]}
        </>
      }
      note={t("worth", { points: format.number(exercise.maxScore) })}
    >
      <Markdown text={text} />
      <details className={styles.contract}>
        <summary>{t("signatures")}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must reach */}
        <pre className={styles.signatures} tabIndex={0}>
          <code>{asked.map((kind) => signatures[kind]).join("\n")}</code>
        </pre>
      </details>
      <h3 className={styles.sub}>{t("checks")}</h3>
      <ul className={styles.checks}>
        {exercise.checks.map((check) => (
          <li key={check.id}>
            <span className={styles.checkName}>{check.title?.[locale] ?? kinds(check.kind)}</span>
            <span className={styles.visibility}>
              {check.visibility !== "public" && <Icon name="eyeOff" size={13} />}
              {t(`visibility.${check.visibility}`)}
            </span>
            <span className={styles.points}>{t("worth", { points: format.number(check.points) })}</span>
          </li>
        ))}
      </ul>
      <Hints hints={exercise.hints[locale].map(renderMarkdown)} remember={remember} />
    </Section>
  );
}
