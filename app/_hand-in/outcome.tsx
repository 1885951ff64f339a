"use client";
import { Button, Progress } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "../_components/link.tsx";
import type { UploadAnswer } from "./answer.ts";
import { FileMessage } from "./file-message.tsx";
import styles from "./hand-in.module.css";
import type { Sending } from "./use-sending.ts";

type Refusal = Exclude<UploadAnswer, { ok: true }>;

/** How the sending goes: progress, a lost connection that is tried again, or why it was refused. */
export function Outcome(props: {
  sending: Sending;
  onRetry: () => void;
  onCancel: () => void;
  onAcceptLate: () => void;
  /** address of the project's page */
  project: string;
}) {
  const t = useTranslations("handIn");
  const { sending } = props;
  switch (sending.phase) {
    case "idle":
      return null;
    case "sending":
      return (
        <div role="status" className={styles.noted}>
          {t("sending")}
          <Progress value={sending.fraction * 100} mt="xs" aria-label={t("sending")} />
        </div>
      );
    case "lost":
      return (
        <div role="alert" className={styles.warned}>
          <strong>{t(`${sending.why}.title`)}</strong>
          <p>{t(`${sending.why}.text`)}</p>
          <div className={styles.choices}>
            <Button size="xs" onClick={props.onRetry}>
              {t("lost.retry")}
            </Button>
            <Button size="xs" variant="subtle" onClick={props.onCancel}>
              {t("lost.cancel")}
            </Button>
          </div>
        </div>
      );
    case "answered":
      return sending.answer.ok ? (
        <p role="status" className={styles.accepted}>
          <Link href={`/submissions/${sending.answer.submissionId}`}>
            {t("received", { number: sending.answer.number })}
          </Link>
        </p>
      ) : (
        <Refused answer={sending.answer} onAcceptLate={props.onAcceptLate} project={props.project} />
      );
  }
}

function Refused({ answer, onAcceptLate, project }: { answer: Refusal; onAcceptLate: () => void; project: string }) {
  const t = useTranslations("handIn");
  const locale = useLocale();
  if (!("message" in answer)) {
    return (
      <div role="alert" className={styles.refused}>
        <strong>{t(`refused.${answer.reason}`)}</strong>
        {answer.reason === "signed-out" && (
          <div className={styles.choices}>
            {/* another tab, so that what is chosen or written here stays in sight */}
            <a href={`/sign-in?next=${encodeURIComponent(project)}`} target="_blank" rel="noreferrer">
              {t("signIn")}
            </a>
          </div>
        )}
      </div>
    );
  }
  const late = answer.reason === "late-needs-confirmation";
  return (
    <div role="alert" className={late ? styles.warned : styles.refused}>
      <strong>{answer.message[locale]}</strong>
      {late && answer.schedule && <p>{t("latePenalty", { percent: answer.schedule.penaltyPercent })}</p>}
      {answer.messages.length > 0 && (
        <ul>
          {answer.messages.map((message) => (
            <li key={`${message.file}:${message.line}:${message.text}`}>
              <FileMessage message={message} locale={locale} />
            </li>
          ))}
        </ul>
      )}
      {late && (
        <div className={styles.choices}>
          <Button size="xs" onClick={onAcceptLate}>
            {t("acceptLate")}
          </Button>
        </div>
      )}
    </div>
  );
}
