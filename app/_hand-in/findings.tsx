"use client";
import { useTranslations } from "next-intl";
import styles from "./hand-in.module.css";
import type { Finding } from "./precheck.ts";

/** What was found before sending: errors keep it from being sent, warnings do not. */
export function Findings({ findings }: { findings: Finding[] }) {
  const t = useTranslations("handIn.finding");
  if (findings.length === 0) return null;
  const blocked = findings.some((finding) => finding.level === "error");
  return (
    <div role={blocked ? "alert" : "status"} className={blocked ? styles.refused : styles.noted}>
      <strong>{t(blocked ? "blocked" : "noted")}</strong>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code}${"path" in finding ? finding.path : ""}`}>
            {"path" in finding ? t(finding.code, { path: finding.path }) : t(finding.code)}
          </li>
        ))}
      </ul>
    </div>
  );
}
