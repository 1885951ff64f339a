"use client";
import { useCallback, useEffect, useState } from "react";
import { type Draft, keepDraft, readDraft } from "./draft.ts";
import { newKey } from "./idempotency.ts";

type Files = Draft["files"];

/** The files being edited, kept in this browser at every change, and the key of the hand-in that they would become. */
export function useDraft(key: string, initial: Files) {
  const [draft, setDraft] = useState<Draft>({ files: initial, pending: null });
  /** null until the browser's storage was read; false where nothing can be kept */
  const [kept, setKept] = useState<boolean | null>(null);
  const [replaced, setReplaced] = useState<Files | null>(null);

  useEffect(() => {
    const found = readDraft(key);
    if (found) setDraft(found);
    setKept(true);
  }, [key]);

  useEffect(() => {
    if (kept !== null) setKept(keepDraft(key, draft));
  }, [key, draft, kept]);

  const edit = useCallback((change: (files: Files) => Files) => {
    setDraft((current) => ({ ...current, files: change(current.files) }));
  }, []);
  /** Puts other files in the place of these, which can be brought back until the page is left. */
  const replace = useCallback((files: Files) => {
    setDraft((current) => {
      setReplaced(current.files);
      return { ...current, files };
    });
  }, []);
  const undoReplace = useCallback(() => {
    if (replaced) setDraft((current) => ({ ...current, files: replaced }));
    setReplaced(null);
  }, [replaced]);

  /** The same key for the same content until it is acknowledged, another one for other content. */
  const keyFor = useCallback(
    (print: string): string => {
      if (draft.pending?.fingerprint === print) return draft.pending.key;
      const pending = { key: newKey(), fingerprint: print };
      setDraft((current) => ({ ...current, pending }));
      return pending.key;
    },
    [draft.pending],
  );
  const acknowledged = useCallback(() => setDraft((current) => ({ ...current, pending: null })), []);

  return {
    files: draft.files,
    loaded: kept !== null,
    kept,
    edit,
    replace,
    undoReplace,
    replaced,
    keyFor,
    acknowledged,
  };
}
