"use client";
import { useLocale, useTranslations } from "next-intl";
import { FileMessage } from "./file-message.tsx";
import styles from "./hand-in.module.css";
import type { Finding } from "./precheck.ts";

/** What was found before sending: errors keep it from being sent, warnings do not. */
export function Findings({ findings }: { findings: Finding[] }) {
  const t = useTranslations("handIn.finding");
  const locale = useLocale();
  if (findings.length === 0) return null;
  const blocked = findings.some((finding) => finding.level === "error");
  return (
    <div role={blocked ? "alert" : "status"} className={blocked ? styles.refused : styles.noted}>
      <strong>{t(blocked ? "blocked" : "noted")}</strong>
      <ul>
        {findings.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole, and two lines may be alike
          <li key={index}>
            {"message" in finding ? (
              <FileMessage message={finding.message} locale={locale} />
            ) : "path" in finding ? (
              t(finding.code, { path: finding.path })
            ) : (
              t(finding.code)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
