"use client";
import { Button, Progress } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import type { UploadAnswer } from "./answer.ts";
import styles from "./hand-in.module.css";
import type { Sending } from "./use-sending.ts";

type Refusal = Exclude<UploadAnswer, { ok: true }>;

/** How the sending goes: progress, a lost connection that is tried again, or why it was refused. */
export function Outcome(props: {
  sending: Sending;
  onRetry: () => void;
  onCancel: () => void;
  onAcceptLate: () => void;
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
          {t("received", { number: sending.answer.number })}
        </p>
      ) : (
        <Refused answer={sending.answer} onAcceptLate={props.onAcceptLate} />
      );
  }
}

function Refused({ answer, onAcceptLate }: { answer: Refusal; onAcceptLate: () => void }) {
  const t = useTranslations("handIn");
  const locale = useLocale();
  if (!("message" in answer)) {
    return (
      <div role="alert" className={styles.refused}>
        <strong>{t(`refused.${answer.reason}`)}</strong>
      </div>
    );
  }
  const late = answer.reason === "late-needs-confirmation";
  return (
    <div role="alert" className={late ? styles.warned : styles.refused}>
      <strong>{answer.message[locale]}</strong>
      {answer.messages.length > 0 && (
        <ul>
          {answer.messages.map((message) => (
            <li key={`${message.file}:${message.line}:${message.text}`}>
              {message.file && <code>{message.file}</code>} {message.localised?.[locale] ?? message.text}
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
