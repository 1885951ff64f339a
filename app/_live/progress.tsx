import { useLocale, useTranslations } from "next-intl";
import type { ExerciseOutline } from "../../lib/projects/outline.ts";
import type { LiveState } from "../../lib/submissions/state.ts";
import { Icon } from "../_components/icon.tsx";
import styles from "./progress.module.css";

const steps = ["received", "queued", "compiling", "running", "graded"] as const;

/** The way of a hand-in as a list of named steps; the current one says how far it is. */
export function Progress({ state, exercises }: { state: LiveState; exercises: ExerciseOutline[] }) {
  const t = useTranslations("progress");
  const at = state.kind === "internal_error" ? -1 : steps.indexOf(state.kind);
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < at ? styles.done : index === at ? styles.now : styles.ahead}
          aria-current={index === at ? "step" : undefined}
        >
          <span className={styles.mark}>
            {index < at || step === "received" ? <Icon name="check" size={13} /> : <span className={styles.dot} />}
          </span>
          <span>
            {t(step)}
            {index === at && <Detail state={state} exercises={exercises} />}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Detail({ state, exercises }: { state: LiveState; exercises: ExerciseOutline[] }) {
  const t = useTranslations("progress");
  const kinds = useTranslations("kind");
  const locale = useLocale();
  if (state.kind === "queued") {
    return (
      <span className={styles.detail}>
        {t("place", { place: state.place })}
        {state.estimateSeconds !== null && ` · ${t("estimate", { seconds: state.estimateSeconds })}`}
      </span>
    );
  }
  if (state.kind === "running") {
    const check = exercises.flatMap(({ checks }) => checks).find(({ id }) => id === state.check);
    // one that is not in the outline stands in a newer version of the project
    const name = check ? (check.title?.[locale] ?? kinds(check.kind)) : state.check;
    return (
      <span className={styles.detail}>
        {t("check", { index: state.index, of: state.of, check: name })}
        <progress className={styles.bar} value={state.index - 1} max={state.of} aria-label={t("running")} />
      </span>
    );
  }
  return null;
}
