import { useLocale, useTranslations } from "next-intl";
import { exportOfKind } from "../../grader/kinds.ts";
import type { CheckReport } from "../../grader/report.ts";
import { Icon } from "../_components/icon.tsx";
import { Diagnosis } from "./diagnosis.tsx";
import { Engines } from "./engines.tsx";
import { FreeRuns } from "./free-runs.tsx";
import { HeatMap } from "./heat-map.tsx";
import { HeldBack } from "./held-back.tsx";
import { lineAnchor, whereIs } from "./locate.ts";
import { LossChart } from "./loss-chart.tsx";
import styles from "./report.module.css";
import { Stationary } from "./stationary.tsx";
import { TensorTable } from "./tensor-table.tsx";
import { Words } from "./words.tsx";

/** Everything about one check, the most useful first: what is likely wrong, where, the numbers, the pictures. */
export function CheckBody({
  check,
  files,
  grants,
}: {
  check: CheckReport;
  files: { path: string; text: string }[];
  /** the hand-in, for whoever may decide about points that are held back */
  grants: string | null;
}) {
  const t = useTranslations("report");
  const locale = useLocale();
  const blamed = check.diagnoses.find((diagnosis) => diagnosis.export)?.export ?? exportOfKind[check.kind];
  const place = check.at ?? whereIs(blamed, files);
  // a curve says more of losses than a row of colours
  const curve = check.convergence ? "losses" : null;
  const pictured = check.tensors.filter(({ name, student, reference }) => student && reference && name !== curve);
  const differing = check.tensors.find((tensor) => !tensor.agrees);
  const bad = pictured.filter((tensor) => !tensor.agrees);
  return (
    <div className={styles.checkBody}>
      {check.explanation && (
        <p className={styles.explanation}>
          <Words text={check.explanation[locale]} />
        </p>
      )}
      <HeldBack check={check} grants={grants} />
      {check.diagnoses.map((diagnosis) => (
        <Diagnosis
          key={`${diagnosis.code}${diagnosis.tensor ?? ""}`}
          diagnosis={diagnosis}
          tied={check.diagnoses.length > 1}
        />
      ))}
      {place && check.verdict !== "accepted" && (
        <p className={styles.place}>
          <Icon name="file" size={14} />{" "}
          <a href={`#${lineAnchor(place.file, place.line)}`}>
            {t(check.at ? "thrownAt" : "functionAt", { name: blamed, file: place.file, line: place.line })}
          </a>
        </p>
      )}
      {check.shownCase && check.tensors.length > 0 && (
        <p className={styles.case}>
          {t("shownCase", { case: check.shownCase })}
          {check.cases !== undefined && ` ${t("casesPassed", { passed: check.casesPassed ?? 0, of: check.cases })}`}
        </p>
      )}
      {bad.slice(0, 1).map((tensor) => (
        <HeatMap key={tensor.name} name={tensor.name} student={tensor.student!} reference={tensor.reference!} />
      ))}
      {differing && <Engines tensor={differing} />}
      {check.tensors.length > 0 && <TensorTable tensors={check.tensors} caption={`${check.id}: ${t("tensors")}`} />}
      {check.convergence && <LossChart of={check.id} convergence={check.convergence} />}
      {check.convergence?.stationary && <Stationary of={check.id} stationary={check.convergence.stationary} />}
      {check.convergence?.freeRuns && <FreeRuns freeRuns={check.convergence.freeRuns} />}
      {check.flags.length > 0 && (
        <ul className={styles.flags}>
          {check.flags.map((flag) => (
            <li key={flag.code}>
              <Icon name="flag" size={14} /> <strong>{t(`flag.${flag.code}`)}</strong>{" "}
              {flag.localised ? flag.localised[locale] : <span lang="en">{flag.evidence}</span>}
            </li>
          ))}
        </ul>
      )}
      {bad.length > 1 && (
        <details className={styles.more}>
          <summary>{t("moreMaps", { count: bad.length - 1 })}</summary>
          {bad.slice(1).map((tensor) => (
            <HeatMap key={tensor.name} name={tensor.name} student={tensor.student!} reference={tensor.reference!} />
          ))}
        </details>
      )}
      {check.output && (
        <details className={styles.more}>
          <summary>{t("output")}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must reach */}
          <pre className={styles.output} tabIndex={0}>
            {check.output}
          </pre>
        </details>
      )}
      <p className={styles.cost}>
        {t("cost", { cpu: Math.round(check.cpuMs), memory: Math.round(check.peakMemoryMiB) })}
      </p>
    </div>
  );
}
