"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import styles from "./live.module.css";

const pollMs = 5000;
/** longer than any server of ours takes to say that it is there */
const answerWithinMs = 4000;

/** Reading a page again while its server is out of reach would leave the page for the browser's own words about that. */
async function isReachable(): Promise<boolean> {
  try {
    const answer = await fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(answerWithinMs) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** progress may come faster than anyone reads */
const refreshEveryMs = 600;

/**
 * Reads the page again whenever the server says that something changed. A lost stream is said, and polled around, until
 * the browser has it back. A tab that nobody sees holds no stream: a browser opens few connections to one server, and tabs in
 * the background would use them up; it reads again when it is looked at.
 */
export function Live(props: { submissionId: string } | { events: string }) {
  const address = "events" in props ? props.events : `/api/submissions/${props.submissionId}/events`;
  const t = useTranslations("live");
  const router = useRouter();
  const [lost, setLost] = useState(false);
  const refresh = useRef(() => router.refresh());
  refresh.current = () => router.refresh();

  useEffect(() => {
    let source: EventSource | undefined;
    let due: ReturnType<typeof setTimeout> | undefined;
    let poll: ReturnType<typeof setInterval> | undefined;
    const soon = () => {
      due ??= setTimeout(() => {
        due = undefined;
        refresh.current();
      }, refreshEveryMs);
    };
    const stopPolling = () => {
      clearInterval(poll);
      poll = undefined;
    };
    const listen = () => {
      const opened = new EventSource(address);
      source = opened;
      opened.onopen = () => {
        setLost(false);
        stopPolling();
      };
      opened.onerror = () => {
        setLost(true);
        poll ??= setInterval(async () => {
          const polled = poll;
          if (!(await isReachable()) || poll !== polled) return;
          refresh.current();
          // a browser tries a cut connection again by itself, but not one that was answered with an error
          if (source?.readyState === EventSource.CLOSED) listen();
        }, pollMs);
      };
      opened.addEventListener("changed", soon);
    };
    const look = () => {
      if (document.visibilityState === "hidden") {
        source?.close();
        source = undefined;
        stopPolling();
      } else if (!source) listen();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      source?.close();
      clearTimeout(due);
      stopPolling();
    };
  }, [address]);

  return (
    <p role="status" className={lost ? styles.lost : styles.live}>
      {lost ? t("lost") : t("live")}
    </p>
  );
}
