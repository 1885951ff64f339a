"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Localised, Message } from "../../grader/report.ts";
import type { QuizFile } from "../../lib/quizzes/authoring/paths.ts";
import { savedSchema } from "./draft-answer.ts";
import { keepCopy } from "./local-copy.ts";

export interface Conflict {
  files: QuizFile[];
  revision: number;
  savedAt: string | null;
  savedBy: string | null;
}

export type SaveState =
  | { kind: "saved"; at: string | null }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "offline" }
  | { kind: "signed-out" }
  | { kind: "refused"; message: Localised }
  | { kind: "conflict"; theirs: Conflict };

/** after the last stroke, and before another try without a connection, in ms */
const restMs = 1000;
const retryMs = 5000;

/**
 * Saves the files a second after the last change, one save at a time. Nothing is overwritten: another author's save in between is
 * told as a conflict, and saving rests until it is settled.
 */
export function useAutosave(options: {
  url: string;
  quizId: string;
  files: QuizFile[];
  initial: { files: QuizFile[]; revision: number; at: string | null; conflict: Conflict | null };
}) {
  const { url, quizId, files, initial } = options;
  const [state, setState] = useState<SaveState>(
    initial.conflict ? { kind: "conflict", theirs: initial.conflict } : { kind: "saved", at: initial.at },
  );
  const [problems, setProblems] = useState<Message[] | null>(null);
  /** what the server has, as far as this browser knows */
  const stored = useRef({ files: initial.files, revision: initial.revision });
  const newest = useRef(files);
  newest.current = files;
  const busy = useRef(false);
  const halted = useRef(initial.conflict !== null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    if (busy.current || halted.current) return;
    const sent = newest.current;
    busy.current = true;
    setState({ kind: "saving" });
    let again: number | null = null;
    try {
      const response = await fetch(url, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ files: sent, baseRevision: stored.current.revision }),
      });
      if (response.status === 401) {
        setState({ kind: "signed-out" });
        again = retryMs;
      } else {
        const answer = savedSchema.parse(await response.json());
        if (answer.ok) {
          stored.current = { files: sent, revision: answer.revision };
          setProblems(answer.problems);
          if (newest.current === sent) {
            keepCopy(quizId, null);
            setState({ kind: "saved", at: answer.savedAt });
          } else again = restMs;
        } else if (answer.reason === "conflict") {
          halted.current = true;
          const { ok: _, reason: __, ...theirs } = answer;
          setState({ kind: "conflict", theirs });
        } else setState({ kind: "refused", message: answer.message });
      }
    } catch {
      setState({ kind: "offline" });
      again = retryMs;
    } finally {
      busy.current = false;
    }
    if (again !== null) timer.current = setTimeout(() => void save(), again);
  }, [url, quizId]);

  useEffect(() => {
    if (files === stored.current.files) return;
    keepCopy(quizId, { baseRevision: stored.current.revision, files });
    if (halted.current) return;
    if (!busy.current) setState({ kind: "unsaved" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), restMs);
  }, [files, quizId, save]);

  useEffect(() => {
    // a tab that is put away saves at once; one that is closed with unsaved work asks
    const away = () => {
      if (document.visibilityState === "hidden" && newest.current !== stored.current.files) void save();
    };
    const leave = (event: BeforeUnloadEvent) => {
      if (newest.current !== stored.current.files) event.preventDefault();
    };
    document.addEventListener("visibilitychange", away);
    window.addEventListener("beforeunload", leave);
    return () => {
      document.removeEventListener("visibilitychange", away);
      window.removeEventListener("beforeunload", leave);
      clearTimeout(timer.current);
    };
  }, [save]);

  /** Goes on from the other author's version: with its files on the screen, or by saving ours behind it. */
  const settle = useCallback(
    (theirs: Conflict, keep: "theirs" | "mine") => {
      stored.current = { files: theirs.files, revision: theirs.revision };
      halted.current = false;
      if (keep === "mine") void save();
      else {
        keepCopy(quizId, null);
        setState({ kind: "saved", at: theirs.savedAt });
      }
    },
    [save, quizId],
  );

  return { state, problems, save, settle, revision: () => stored.current.revision };
}
