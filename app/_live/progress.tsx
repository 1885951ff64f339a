import { useTranslations } from "next-intl";
import type { LiveState } from "../../lib/submissions/state.ts";
import { Icon } from "../_components/icon.tsx";
import styles from "./progress.module.css";

const steps = ["received", "queued", "compiling", "running", "graded"] as const;

/** The way of a hand-in as a list of named steps; the current one says how far it is. */
export function Progress({ state }: { state: LiveState }) {
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
            {index === at && <Detail state={state} />}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Detail({ state }: { state: LiveState }) {
  const t = useTranslations("progress");
  if (state.kind === "queued") {
    return (
      <span className={styles.detail}>
        {t("place", { place: state.place })}
        {state.estimateSeconds !== null && ` · ${t("estimate", { seconds: state.estimateSeconds })}`}
      </span>
    );
  }
  if (state.kind === "running") {
    return (
      <span className={styles.detail}>
        {t("check", { index: state.index, of: state.of, check: state.check })}
        <progress className={styles.bar} value={state.index - 1} max={state.of} aria-label={t("running")} />
      </span>
    );
  }
  return null;
}
