"use client";
import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { Icon } from "../_components/icon.tsx";
import { type Collected, collectChosen, collectDropped } from "./collect-files.ts";
import styles from "./hand-in.module.css";

/** Files, folders or one zip, dropped or chosen; nothing is sent before the button below is pressed. */
export function DropZone({ chosen, onChange }: { chosen: Collected[]; onChange: (files: Collected[]) => void }) {
  const t = useTranslations("handIn");
  const format = useFormatter();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onChange(await collectDropped(event.dataTransfer));
  }

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for a mouse; the button does the same */}
      <div
        className={over ? `${styles.drop} ${styles.over}` : styles.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" size={22} />
        <p>{t("drop")}</p>
        <Button variant="default" size="sm" onClick={() => input.current?.click()}>
          {t("choose")}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          accept=".ts,.zip"
          className={styles.input}
          tabIndex={-1}
          aria-label={t("choose")}
          onChange={(event) => {
            if (event.currentTarget.files) onChange(collectChosen(event.currentTarget.files));
            event.currentTarget.value = "";
          }}
        />
      </div>
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={t("files")}>
          {chosen.map(({ path, file }) => (
            <li key={path}>
              <Icon name="file" size={14} />
              <span className={styles.chosenPath}>{path}</span>
              <span className={styles.size}>
                {format.number(file.size / 1024, { maximumFractionDigits: 1, style: "unit", unit: "kilobyte" })}
              </span>
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
        </ul>
      )}
    </div>
  );
}
