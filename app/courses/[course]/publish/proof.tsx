import { getLocale, getTranslations } from "next-intl/server";
import type { ProofStep } from "../../../../grader/validate/proof.ts";
import type { ProofRow } from "../../../../lib/courses/publishing.ts";
import { Icon, type IconName } from "../../../_components/icon.tsx";
import { Chip, type Tone } from "../../../_status/chip.tsx";
import styles from "./publish.module.css";

const looks: Record<ProofRow["state"] | "none", { tone: Tone; icon: IconName }> = {
  waiting: { tone: "quiet", icon: "queue" },
  running: { tone: "accent", icon: "clock" },
  proved: { tone: "good", icon: "check" },
  problems: { tone: "bad", icon: "cross" },
  failed: { tone: "warn", icon: "warning" },
  none: { tone: "quiet", icon: "dash" },
};

/** How far a proof is, in a word. */
export async function ProofChip({ proof }: { proof: ProofRow | null }) {
  const t = await getTranslations("publish.proof");
  const state = proof?.state ?? "none";
  const at = (proof?.steps.filter(({ found }) => found).length ?? 0) + 1;
  return (
    <Chip {...looks[state]}>
      {t(state, {
        at: Math.min(at, proof?.steps.length ?? 1),
        of: proof?.steps.length ?? 1,
        count: proof?.problems ?? 0,
      })}
    </Chip>
  );
}

/** Every step with what it found; open while something is going on or wrong. */
export async function Proof({ proof, open }: { proof: ProofRow; open: boolean }) {
  const [t, kinds] = await Promise.all([getTranslations("publish.proof"), getTranslations("kind")]);
  const done = proof.steps.filter(({ found }) => found).length;
  return (
    <details className={styles.proof} open={open}>
      <summary>{t("title")}</summary>
      <p className={styles.facts}>{proof.requestedBy ? t("asked", { name: proof.requestedBy }) : t("askedBySystem")}</p>
      {proof.state === "running" && (
        <progress className={styles.bar} value={done} max={proof.steps.length} aria-label={t("title")} />
      )}
      {proof.state === "failed" && <p>{t("failedText")}</p>}
      <ol className={styles.steps}>
        {proof.steps.map(({ name, kind, found, now }) => {
          const state = found ? (found.problems.length === 0 ? "done" : "found") : now ? "now" : "ahead";
          return (
            <li
              key={`${name} ${kind ?? ""}`}
              className={styles[`${state}Step`]}
              aria-current={now ? "step" : undefined}
            >
              <span className={styles.mark}>
                <Icon
                  name={{ done: "check", found: "cross", now: "clock", ahead: "dash" }[state] as IconName}
                  size={13}
                />
                <span className={styles.hidden}>{t(state)}: </span>
              </span>
              <div>
                {t(name, { kind: kind ? kinds(kind) : "" })}
                {found?.tried !== undefined && (
                  <span className={styles.facts}>
                    {" "}
                    {t("caught", { caught: found.caught ?? 0, tried: found.tried })}
                  </span>
                )}
                {found && found.problems.length > 0 && <Problems found={found} />}
              </div>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

/** Mutants that one case would catch stand together: it is the case that an instructor adds. */
async function Problems({ found }: { found: ProofStep }) {
  const [t, locale] = await Promise.all([getTranslations("publish.proof"), getLocale()]);
  const probes = [...new Set(found.problems.flatMap(({ probe }) => probe ?? []))];
  return (
    <ul className={styles.problems}>
      {found.problems
        .filter(({ probe }) => !probe)
        .map(({ text, file, line }) => (
          <li key={`${file}:${line} ${text.en}`}>
            {file && (
              <>
                <code>{t("place", { file, line: line ?? 1 })}</code>{" "}
              </>
            )}
            {text[locale]}
          </li>
        ))}
      {probes.map((probe) => {
        const mutants = found.problems.filter((problem) => problem.probe === probe);
        return (
          <li key={probe}>
            <span className={styles.codes}>
              {mutants.map(({ code }) => (
                <code key={code}>{code}</code>
              ))}
            </span>
            <p className={styles.facts}>{t("probe", { count: mutants.length })}</p>
            <pre className={styles.probe}>{probe}</pre>
          </li>
        );
      })}
    </ul>
  );
}
