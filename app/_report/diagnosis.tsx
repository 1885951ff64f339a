import { useLocale, useTranslations } from "next-intl";
import type { Diagnosis as DiagnosisReport } from "../../grader/report.ts";
import { Formula } from "../_markdown/formula.tsx";
import { Markdown } from "../_markdown/markdown.tsx";
import { withFormulas } from "./notation.ts";
import styles from "./report.module.css";

/** The likely mistake in words, the formula with the suspected factor marked, and a hint for whoever asks for it. */
export function Diagnosis({ diagnosis, tied }: { diagnosis: DiagnosisReport; tied: boolean }) {
  const t = useTranslations("report.diagnosis");
  const locale = useLocale();
  return (
    <div className={styles.diagnosis}>
      <p className={styles.diagnosisHead}>
        <strong>{t(diagnosis.code === "unexplained" ? "unexplained" : tied ? "tied" : "likely")}</strong>
        <code className={styles.code}>{diagnosis.code}</code>
      </p>
      <Markdown compact text={withFormulas(diagnosis.message[locale])} />
      {diagnosis.formula && (
        <div className={styles.formula}>
          <Formula tex={diagnosis.formula} />
        </div>
      )}
      {diagnosis.hint && (
        <details className={styles.hint}>
          <summary>{t("hint")}</summary>
          <Markdown compact text={withFormulas(diagnosis.hint[locale])} />
        </details>
      )}
    </div>
  );
}
