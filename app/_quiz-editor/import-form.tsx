"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { createdSchema, type ImportAnswer, importSchema } from "./import-answer.ts";
import { LeftBehind } from "./left-behind.tsx";
import styles from "./staff.module.css";

type Read = Extract<ImportAnswer, { ok: true }>;

const slugOf = (title: string) =>
  title
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);

/** A file of another system: what it would become and what would be left behind is shown before a quiz is made of it. */
export function ImportForm({ api, course }: { api: string; course: string }) {
  const t = useTranslations("quizImport");
  const locale = useLocale();
  const router = useRouter();
  const [read, setRead] = useState<Read | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function take(file: File) {
    setRead(null);
    setSaid(t("reading", { name: file.name }));
    try {
      const response = await fetch(`${api}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
      if (response.status === 413) {
        setSaid(t("tooLarge"));
        return;
      }
      const answer = importSchema.parse(await response.json());
      setRead(answer.ok ? answer : null);
      setSaid(answer.ok ? null : answer.message[locale]);
    } catch {
      setSaid(t("lost"));
    }
  }

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!read) return;
    const form = new FormData(event.currentTarget);
    const word = (name: string) => String(form.get(name) ?? "").trim();
    setBusy(true);
    try {
      const response = await fetch(`/api/courses/${course}/quizzes/create`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          files: read.files,
          quiz: {
            slug: word("slug"),
            title: { en: word("titleEn"), "pt-BR": word("titlePt") },
            opens: word("opens"),
            due: word("due"),
          },
        }),
      });
      const answer = createdSchema.parse(await response.json());
      if (answer.ok) router.push(`/courses/${course}/quizzes/${answer.slug}/edit`);
      else setSaid(answer.message[locale]);
    } catch {
      setSaid(t("lost"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.stacked}>
      <label>
        {t("file")}
        <input
          type="file"
          accept=".xml,.gift,.txt,.zip,.imscc,.qti"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void take(file);
          }}
        />
      </label>
      <p role="status">{said}</p>
      {read && (
        <>
          <p>{t("found", { count: read.items.length, left: read.skipped.length })}</p>
          {read.skipped.length > 0 && (
            <details open>
              <summary>{t("left")}</summary>
              <LeftBehind skipped={read.skipped} whole={t("whole")} />
            </details>
          )}
          <details>
            <summary>{t("questions")}</summary>
            <ul>
              {read.items.map((item) => (
                <li key={item.id}>
                  {item.title[locale]} <code>{item.id}</code> · {item.kind}
                </li>
              ))}
            </ul>
          </details>
          {read.items.length > 0 && (
            <form onSubmit={create} className={styles.stacked}>
              <div className={styles.pair}>
                <label>
                  {t("titlePt")}
                  <input name="titlePt" required maxLength={200} defaultValue={read.title["pt-BR"]} />
                </label>
                <label>
                  {t("titleEn")}
                  <input name="titleEn" required maxLength={200} defaultValue={read.title.en} />
                </label>
              </div>
              <label>
                {t("slug")}
                <input
                  name="slug"
                  required
                  maxLength={60}
                  pattern="[a-z0-9][a-z0-9\-]*"
                  defaultValue={slugOf(read.title.en)}
                />
              </label>
              <div className={styles.pair}>
                <label>
                  {t("opens")}
                  <input type="datetime-local" name="opens" required />
                </label>
                <label>
                  {t("due")}
                  <input type="datetime-local" name="due" required />
                </label>
              </div>
              <div>
                <button type="submit" className={styles.primary} disabled={busy}>
                  {t("create")}
                </button>
              </div>
            </form>
          )}
        </>
      )}
    </div>
  );
}
