"use client";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import styles from "./editor.module.css";
import { ownZone } from "./own-zone.ts";
import type { SaveState } from "./use-autosave.ts";

/** Whether one's work is safe, in words. */
export function SaveStateText({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  const t = useTranslations("quizEditor.save");
  const format = useFormatter();
  const locale = useLocale();
  const again = (
    <button type="button" className={styles.add} onClick={onRetry}>
      {t("again")}
    </button>
  );
  return (
    <p role="status" className={styles.saveState} data-state={state.kind}>
      {state.kind === "saved" &&
        (state.at
          ? t("saved", {
              at: format.dateTime(new Date(state.at), {
                hour: "2-digit",
                minute: "2-digit",
                second: "2-digit",
                timeZone: ownZone(),
              }),
            })
          : t("unchanged"))}
      {(state.kind === "unsaved" || state.kind === "saving") && t("saving")}
      {state.kind === "offline" && (
        <>
          {t("offline")} {again}
        </>
      )}
      {state.kind === "signed-out" && t("signedOut")}
      {state.kind === "refused" && state.message[locale]}
      {state.kind === "conflict" && t("conflict")}
    </p>
  );
}
