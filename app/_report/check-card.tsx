import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { SubmissionPage } from "../../lib/submissions/queries.ts";
import type { VisibleCheck } from "../../lib/submissions/redact.ts";
import { Icon } from "../_components/icon.tsx";
import { Chip } from "../_status/chip.tsx";
import { Points } from "../_status/points.tsx";
import { VerdictChip } from "../_status/verdict-chip.tsx";
import { CheckBody } from "./check-body.tsx";
import styles from "./report.module.css";

type Outline = SubmissionPage["exercises"][number]["checks"][number];

function Head({ check, outline }: { check: VisibleCheck; outline: Outline | undefined }) {
  const t = useTranslations("report");
  const kinds = useTranslations("kind");
  const locale = useLocale();
  const format = useFormatter();
  return (
    <span className={styles.checkHead}>
      <span className={styles.checkTitle}>
        {outline?.title?.[locale] ?? kinds(check.kind)}{" "}
        {check.shown !== "nothing" && check.heldBack !== undefined && (
          <Chip tone="quiet" icon="clock">
            {t("heldBack", { points: format.number(check.heldBack) })}
          </Chip>
        )}
        {check.shown !== "nothing" && check.granted !== undefined && (
          <Chip tone="quiet" icon="check">
            {t("granted", { points: format.number(check.granted.points), of: format.number(check.granted.of) })}
          </Chip>
        )}
      </span>
      {check.visibility !== "public" && check.shown !== "nothing" && (
        <span className={styles.hidden}>
          <Icon name="eyeOff" size={13} /> {t(`visibility.${check.visibility}`)}
        </span>
      )}
      {check.shown === "nothing" ? (
        <Chip tone="quiet" icon="clock">
          {t("afterDue")}
        </Chip>
      ) : (
        <VerdictChip verdict={check.verdict} />
      )}
      <span className={styles.checkScore}>
        {check.shown === "nothing" ? format.number(check.maxScore) : <Points score={check.score} of={check.maxScore} />}
      </span>
    </span>
  );
}

/** One check of the report: a row that opens, or only a row where there is no more to be seen. */
export function CheckCard(props: {
  check: VisibleCheck;
  outline: Outline | undefined;
  files: { path: string; text: string }[];
  open: boolean;
  /** the hand-in, for whoever may decide about points that are held back */
  grants: string | null;
}) {
  const { check, outline, files, open, grants } = props;
  if (check.shown !== "everything") {
    return (
      <div className={styles.check} id={check.id}>
        <div className={styles.summary}>
          <Head check={check} outline={outline} />
        </div>
      </div>
    );
  }
  return (
    <details
      className={`${styles.check} ${check.verdict === "accepted" ? styles.right : ""}`}
      id={check.id}
      open={open}
    >
      <summary className={styles.summary}>
        <Head check={check} outline={outline} />
      </summary>
      <CheckBody check={check} files={files} grants={grants} />
    </details>
  );
}
