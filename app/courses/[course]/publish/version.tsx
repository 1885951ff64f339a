import { getFormatter, getTranslations } from "next-intl/server";
import type { VersionRow } from "../../../../lib/courses/publishing.ts";
import type { VersionChanges } from "../../../../lib/courses/version-changes.ts";
import { Moment } from "../../../_components/moment.tsx";
import { Chip } from "../../../_status/chip.tsx";
import { prove, publish } from "./actions.ts";
import { Proof, ProofChip } from "./proof.tsx";
import styles from "./publish.module.css";

interface Props {
  version: VersionRow;
  course: { slug: string; timeZone: string };
  /** the version that counts */
  current: string | null;
  graderVersion: string;
  /** the version that something happened to last */
  first: boolean;
}

/** One version: what it is, how its proof stands, what it would change, and what can be done with it. */
export async function Version({ version, course, current, graderVersion, first }: Props) {
  const t = await getTranslations("publish");
  const { proof, changes, publications, isCurrent } = version;
  const hash = version.contentHash.slice(0, 8);
  const stale = proof?.state === "proved" && proof.graderVersion !== graderVersion;
  const underWay = proof?.state === "waiting" || proof?.state === "running";
  return (
    <li className={styles.version}>
      <h3 className={styles.versionTitle} id={`version-${version.id}`}>
        {t("version", { hash })}
        {isCurrent ? (
          <Chip tone="accent" icon="flag">
            {t("counts")}
          </Chip>
        ) : (
          <Chip tone="quiet" icon={publications.length > 0 ? "clock" : "dash"}>
            {t(publications.length > 0 ? "earlier" : "never")}
          </Chip>
        )}
        <ProofChip proof={proof} />
      </h3>
      <ul className={styles.events}>
        {publications.map(({ at, by }) => (
          <li key={at}>
            {t("publishedAt")} <Moment at={at} zone={course.timeZone} short />{" "}
            {by ? t("by", { name: by }) : t("system")}
          </li>
        ))}
        <li>
          {t("storedAt")} <Moment at={version.storedAt} zone={course.timeZone} short />
        </li>
      </ul>
      {changes && <Changes changes={changes} />}
      {stale && <p>{t("proof.otherGrader", { version: proof.graderVersion ?? "–", now: graderVersion })}</p>}
      {proof && <Proof proof={proof} open={first && proof.state !== "proved"} />}
      <div className={styles.actions}>
        {!isCurrent && (
          <form action={publish}>
            <input type="hidden" name="course" value={course.slug} />
            <input type="hidden" name="versionId" value={version.id} />
            <input type="hidden" name="replaces" value={current ?? ""} />
            <button
              type="submit"
              className={styles.primary}
              disabled={!version.mayPublish}
              aria-describedby={`means-${version.id}`}
            >
              {t(publications.length > 0 ? "publishAgain" : "publish")}
              <span className={styles.hidden}> {t("version", { hash })}</span>
            </button>
          </form>
        )}
        {!underWay && (proof?.state !== "proved" || stale) && (
          <form action={prove}>
            <input type="hidden" name="course" value={course.slug} />
            <input type="hidden" name="versionId" value={version.id} />
            <button type="submit" className={styles.secondary}>
              {t(proof ? "proveAgain" : "prove")}
              <span className={styles.hidden}> {t("version", { hash })}</span>
            </button>
          </form>
        )}
      </div>
      {!isCurrent && (
        <p id={`means-${version.id}`} className={styles.facts}>
          {t(version.mayPublish ? "publishMeans" : "needsProof")}
        </p>
      )}
    </li>
  );
}

async function Changes({ changes }: { changes: VersionChanges }) {
  const [t, format] = await Promise.all([getTranslations("publish"), getFormatter()]);
  const points = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const named = ({ check, points: worth }: VersionChanges["changed"][number]) =>
    worth ? t("change.points", { check, from: points(worth.from), to: points(worth.to) }) : check;
  const { maxScore, added, removed, changed } = changes;
  const lines = [
    ...(maxScore ? [t("change.maxScore", { from: points(maxScore.from), to: points(maxScore.to) })] : []),
    ...(added.length > 0 ? [t("change.added", { checks: added.join(", ") })] : []),
    ...(removed.length > 0 ? [t("change.removed", { checks: removed.join(", ") })] : []),
    ...(changed.length > 0 ? [t("change.changed", { checks: changed.map(named).join(", ") })] : []),
    ...(["seed", "statement", "hints", "starter", "solution"] as const)
      .filter((part) => changes[part])
      .map((part) => t(`change.${part}`)),
  ];
  return (
    <details className={styles.changes}>
      <summary>{t("changes")}</summary>
      <ul>
        {(lines.length > 0 ? lines : [t("change.files")]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
