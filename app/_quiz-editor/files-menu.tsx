"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { QuizFile } from "../../lib/quizzes/authoring/paths.ts";
import { takenFilesSchema } from "./draft-answer.ts";
import styles from "./editor.module.css";

/** The same files on a disk: a zip to take away, and one to put in the place of what is here, which can be undone. */
export function FilesMenu({ url, onTaken }: { url: string; onTaken: (files: QuizFile[]) => void }) {
  const t = useTranslations("quizEditor.files");
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  async function take(file: File) {
    setSaid(t("reading"));
    try {
      const response = await fetch(url, { method: "POST", body: file, headers: { "Content-Type": "application/zip" } });
      const answer = takenFilesSchema.parse(await response.json());
      if (!answer.ok) {
        setSaid(`${answer.file ? `${answer.file}: ` : ""}${answer.message[locale]}`);
        return;
      }
      onTaken(answer.files);
      setSaid(
        answer.leftOut.length > 0
          ? t("leftOut", { files: answer.leftOut.join(", ") })
          : t("taken", { count: answer.files.length }),
      );
    } catch {
      setSaid(t("failed"));
    }
  }
  return (
    <div className={styles.files}>
      <a href={url} download className={styles.add}>
        {t("download")}
      </a>
      <button type="button" className={styles.add} onClick={() => input.current?.click()}>
        {t("upload")}
      </button>
      <input
        ref={input}
        type="file"
        accept=".zip"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("upload")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void take(file);
        }}
      />
      <span role="status">{said}</span>
    </div>
  );
}
