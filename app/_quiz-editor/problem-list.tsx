"use client";
import { useLocale, useTranslations } from "next-intl";
import type { Message } from "../../grader/report.ts";
import styles from "./editor.module.css";

/** What is wrong, each a way to its line. */
export function ProblemList({
  problems,
  onProblem,
}: {
  problems: readonly Message[];
  onProblem: (problem: Message) => void;
}) {
  const t = useTranslations("quizEditor");
  const locale = useLocale();
  return (
    <ul className={styles.problems}>
      {problems.slice(0, 30).map((problem) => (
        <li key={`${problem.file}:${problem.line}:${problem.column}:${problem.text}`}>
          <button type="button" onClick={() => onProblem(problem)}>
            {t("at", { file: problem.file, line: problem.line })}
          </button>{" "}
          {problem.localised?.[locale] ?? problem.text}
        </li>
      ))}
      {problems.length > 30 && <li>{t("moreProblems", { count: problems.length - 30 })}</li>}
    </ul>
  );
}
