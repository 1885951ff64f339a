"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Message } from "../../../../grader/report.ts";
import type { Locale } from "../../../../lib/actor.ts";
import type { UploadAnswer } from "../../../api/courses/[course]/publishing/route.ts";
import styles from "./publish.module.css";

export interface UploadLabels {
  archive: string;
  send: string;
  sending: string;
  stored: string;
  lost: string;
  signedOut: string;
  tooLarge: string;
}

type Said = { tone: "good" | "bad"; text: string; messages: Message[] };

function said(answer: UploadAnswer, labels: UploadLabels, locale: Locale): Said {
  if (answer.ok) return { tone: "good", text: labels.stored, messages: answer.messages };
  if ("message" in answer) return { tone: "bad", text: answer.message[locale], messages: answer.messages };
  const text = { "signed-out": labels.signedOut, "too-large": labels.tooLarge, malformed: labels.lost }[answer.reason];
  return { tone: "bad", text, messages: [] };
}

/** Sends an archive and says what came of it, file by file where something is wrong; what was chosen stays chosen. */
export function Upload({ course, labels, locale }: { course: string; labels: UploadLabels; locale: Locale }) {
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [result, setResult] = useState<Said | null>(null);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("archive");
    if (!(file instanceof File) || sending) return;
    setSending(true);
    setResult(null);
    try {
      const response = await fetch(`/api/courses/${course}/publishing`, {
        method: "POST",
        headers: { "Content-Type": "application/zip" },
        body: file,
      });
      setResult(said((await response.json()) as UploadAnswer, labels, locale));
      router.refresh();
    } catch {
      setResult({ tone: "bad", text: labels.lost, messages: [] });
    } finally {
      setSending(false);
    }
  }

  return (
    <form onSubmit={send} className={styles.upload}>
      <label>
        {labels.archive}
        <input type="file" name="archive" accept=".zip,application/zip" required />
      </label>
      <button type="submit" className={styles.primary} aria-disabled={sending}>
        {sending ? labels.sending : labels.send}
      </button>
      <div role="status" className={styles.said}>
        {result && (
          <div className={result.tone === "good" ? styles.done : styles.refused}>
            <p>{result.text}</p>
            {result.messages.length > 0 && (
              <ul>
                {result.messages.map((message) => (
                  <li key={`${message.file}:${message.line}:${message.column} ${message.text}`}>
                    {message.file && (
                      <code>
                        {message.file}:{message.line}
                      </code>
                    )}{" "}
                    {message.localised?.[locale] ?? message.text}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </form>
  );
}
