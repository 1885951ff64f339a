"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { DraftFiles } from "./draft.ts";
import { type DraftStorage, DraftStore } from "./draft-store.ts";

/** While the server renders, and where a person has forbidden storage: reading `localStorage` alone throws there. */
const noStorage: DraftStorage = {
  getItem: () => null,
  setItem: () => {
    throw new Error("this browser keeps nothing");
  },
};

function storageHere(): DraftStorage {
  try {
    return window.localStorage;
  } catch {
    return noStorage;
  }
}

/** The draft that is kept under `key`, wired to this page and to the other tabs that show it. */
export function useDraft(key: string, initial: DraftFiles, opened: { id: string; files: DraftFiles } | null) {
  const [store] = useState(() => {
    const storage = typeof window === "undefined" ? noStorage : storageHere();
    return new DraftStore({ storage, key, initial, opened });
  });
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);

  useEffect(() => {
    store.load();
    const heard = () => store.heard();
    // a tab that was asleep is not told what it missed
    const events = ["storage", "focus", "pageshow"] as const;
    for (const name of events) window.addEventListener(name, heard);
    return () => {
      for (const name of events) window.removeEventListener(name, heard);
    };
  }, [store]);

  return { ...snapshot, loaded: snapshot.kept !== null, store };
}
export type DraftHere = ReturnType<typeof useDraft>;
