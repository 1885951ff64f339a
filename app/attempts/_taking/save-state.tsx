"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Icon } from "../../_components/icon.tsx";
import type { AttemptSnapshot } from "./attempt-store.ts";
import styles from "./bar.module.css";
import { isChanged } from "./question-state.ts";

/** Where the answers are, in words: on the server since when, on their way, or in this browser only. */
export function SaveState({ snapshot, zone }: { snapshot: AttemptSnapshot; zone: string }) {
  const t = useTranslations("quiz.save");
  const format = useFormatter();
  const states = Object.values(snapshot.questions);
  const changed = states.some(isChanged);
  const time = (at: string) =>
    format.dateTime(new Date(at), { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const [tone, icon, text] = (() => {
    if (snapshot.link === "signed-out") return ["bad", "warning", t("signedOut")] as const;
    if (snapshot.link === "gone") return ["bad", "warning", t("gone")] as const;
    if (snapshot.link === "lost" && changed) {
      return ["bad", "warning", t(snapshot.kept ? "offline" : "offlineNotKept")] as const;
    }
    if (states.some(({ conflict }) => conflict)) return ["bad", "warning", t("conflict")] as const;
    if (states.some(({ saving }) => saving === "refused")) return ["bad", "warning", t("refused")] as const;
    if (changed) return ["quiet", "upload", t("saving")] as const;
    if (snapshot.savedAt) return ["good", "check", t("savedAt", { time: time(snapshot.savedAt) })] as const;
    return ["quiet", "check", t("nothingYet")] as const;
  })();
  return (
    <p className={`${styles.saved} ${styles[tone]}`} data-saving={changed ? "changed" : "saved"}>
      <Icon name={icon} size={15} />
      <span>{text}</span>
      {/* only what matters is read out; "saving" and "saved" would come with every word that is typed */}
      <span className="visually-hidden" role="alert">
        {tone === "bad" ? text : ""}
      </span>
    </p>
  );
}
