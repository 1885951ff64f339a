"use client";
import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { maxFiles } from "../../grader/intake/limits.ts";
import { Icon } from "../_components/icon.tsx";
import type { Collected } from "./collect-files.ts";
import styles from "./hand-in.module.css";

/** What was chosen, each removable; a folder of thousands is named up to a number and then counted. */
export function ChosenFiles({ chosen, onChange }: { chosen: Collected[]; onChange: (files: Collected[]) => void }) {
  const t = useTranslations("handIn");
  const format = useFormatter();
  if (chosen.length === 0) return null;
  // a short file is not "0 kB", which would say that it is empty
  const sizeOf = (bytes: number) =>
    bytes < 1024
      ? format.number(bytes, { style: "unit", unit: "byte" })
      : format.number(bytes / 1024, { maximumFractionDigits: 1, style: "unit", unit: "kilobyte" });
  const named = chosen.slice(0, maxFiles + 1);
  const more = chosen.length - named.length;
  return (
    <ul className={styles.chosen} aria-label={t("files")}>
      {named.map(({ path, file }) => (
        <li key={path}>
          <Icon name="file" size={14} />
          <span className={styles.chosenPath}>{path}</span>
          <span className={styles.size}>{sizeOf(file.size)}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t("removeFile", { path })}
            onClick={() => onChange(chosen.filter((each) => each.path !== path))}
          >
            <Icon name="cross" size={12} />
          </Button>
        </li>
      ))}
      {more > 0 && <li>{t("moreFiles", { count: more })}</li>}
    </ul>
  );
}
