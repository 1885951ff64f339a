"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import type { QuizFile } from "../../lib/quizzes/authoring/paths.ts";
import { Changes } from "../_code/changes.tsx";
import { differences } from "./conflict.tsx";
import { takenFilesSchema } from "./draft-answer.ts";
import styles from "./editor.module.css";
import { ownZone } from "./own-zone.ts";

const rowsSchema = z.array(
  z.object({
    number: z.number(),
    author: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    note: z.string(),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

/** Every step that was saved: looked at beside the present files, and put in their place, which can be undone. */
export function History(props: {
  url: string;
  files: QuizFile[];
  onRestore: (files: QuizFile[], number: number) => void;
}) {
  const t = useTranslations("quizEditor.history");
  const format = useFormatter();
  const [rows, setRows] = useState<Row[] | null>(null);
  const [lost, setLost] = useState(false);
  const [open, setOpen] = useState<{ number: number; files: QuizFile[] } | null>(null);
  async function load(before?: number) {
    try {
      const response = await fetch(before === undefined ? props.url : `${props.url}?before=${before}`);
      const more = rowsSchema.parse(await response.json());
      setRows((now) => (before === undefined ? more : [...(now ?? []), ...more]));
      setLost(false);
    } catch {
      setLost(true);
    }
  }
  async function look(number: number) {
    try {
      const answer = takenFilesSchema.parse(await (await fetch(`${props.url}/${number}`)).json());
      if (answer.ok) setOpen({ number, files: answer.files });
      setLost(false);
    } catch {
      setLost(true);
    }
  }
  const changes = open ? differences(open.files, props.files).map((change) => ({ ...change, label: change.path })) : [];
  return (
    <details
      className={styles.more}
      onToggle={(event) => {
        if (event.currentTarget.open) void load();
      }}
    >
      <summary>{t("title")}</summary>
      {lost && <p className={styles.warn}>{t("lost")}</p>}
      {rows?.length === 0 && <p>{t("empty")}</p>}
      <ol className={styles.history}>
        {rows?.map((row) => (
          <li key={row.number}>
            <button type="button" className={styles.add} onClick={() => void look(row.number)}>
              {t("step", { number: row.number })}
            </button>{" "}
            {format.dateTime(new Date(row.updatedAt), { dateStyle: "short", timeStyle: "short", timeZone: ownZone() })}{" "}
            · {row.author ?? t("files")}
            {/^restored \d+$/.test(row.note) && <> · {t("restored", { number: Number(row.note.slice(9)) })}</>}
            {open?.number === row.number && (
              <div>
                {changes.length === 0 ? (
                  <p>{t("same")}</p>
                ) : (
                  <Changes summary={t("changes", { count: changes.length })} changes={changes} />
                )}
                {changes.length > 0 && (
                  <button type="button" className={styles.add} onClick={() => props.onRestore(open.files, row.number)}>
                    {t("restore")}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {rows && rows.length > 0 && rows.length % 50 === 0 && rows.at(-1)!.number > 1 && (
        <button type="button" className={styles.add} onClick={() => void load(rows.at(-1)!.number)}>
          {t("older")}
        </button>
      )}
    </details>
  );
}
