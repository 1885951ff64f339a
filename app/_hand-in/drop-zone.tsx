"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { maxArchiveEntries } from "../../grader/intake/limits.ts";
import { Icon } from "../_components/icon.tsx";
import { ChosenFiles } from "./chosen-files.tsx";
import { type Collected, type Collection, collectChosen, collectDropped, combine } from "./collect-files.ts";
import styles from "./hand-in.module.css";

/** Files, folders or one zip, dropped or chosen; nothing is sent before the button below is pressed. */
export function DropZone({ chosen, onChange }: { chosen: Collected[]; onChange: (files: Collected[]) => void }) {
  const t = useTranslations("handIn");
  const [over, setOver] = useState(false);
  const [last, setLast] = useState<Collection | null>(null);
  const input = useRef<HTMLInputElement>(null);

  function take(collection: Collection) {
    setLast(collection);
    if (collection.files.length > 0) onChange(combine(chosen, collection));
  }

  async function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(await collectDropped(event.dataTransfer));
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
            if (event.currentTarget.files) take(collectChosen(event.currentTarget.files));
            event.currentTarget.value = "";
          }}
        />
      </div>
      {last && (last.unreadable.length > 0 || last.tooMany) && (
        <ul role="alert" className={styles.refused}>
          {last.tooMany && <li>{t("tooManyDropped", { count: maxArchiveEntries })}</li>}
          {last.unreadable.slice(0, 10).map((path) => (
            <li key={path}>{t("unreadable", { path })}</li>
          ))}
        </ul>
      )}
      <ChosenFiles chosen={chosen} onChange={onChange} />
    </div>
  );
}
