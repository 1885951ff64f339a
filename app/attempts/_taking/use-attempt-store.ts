"use client";
import { useLocale } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type AttemptSnapshot, AttemptStore } from "./attempt-store.ts";
import { copiesOf, namesOf } from "./local-copies.ts";
import type { Stored } from "./question-state.ts";
import { ServerClock } from "./server-clock.ts";
import { attemptTransport } from "./transport.ts";

export interface TakenAttempt {
  id: string;
  person: string;
  now: string;
  endsAt: string | null;
  questions: Record<string, Stored & { spentMs: number }>;
}

/** A store that keeps nothing: while the server renders, and in browsers without storage. */
const noStorage = { getItem: () => null, setItem: () => {}, removeItem: () => {}, key: () => null, length: 0 };

/** Reading `localStorage` alone throws where a person has forbidden it. */
function storageHere(): Storage | typeof noStorage {
  try {
    return window.localStorage;
  } catch {
    return noStorage;
  }
}

/** The store of an attempt, wired to this page: its storage, its other tabs, its coming and going. */
export function useAttemptStore(attempt: TakenAttempt): {
  store: AttemptStore;
  clock: ServerClock;
  snapshot: AttemptSnapshot;
} {
  const locale = useLocale();
  const channel = useRef<BroadcastChannel | null>(null);
  const [made] = useState(() => {
    const clock = new ServerClock(attempt.now, () => performance.now());
    const record = `${copiesOf(attempt.person, attempt.id)}${Math.random().toString(36).slice(2)}`;
    const store = new AttemptStore({
      initial: attempt.questions,
      endsAt: attempt.endsAt,
      transport: attemptTransport(attempt.id),
      storage: typeof window === "undefined" ? noStorage : storageHere(),
      record,
      clock,
      locale,
      tell: (key, stored) => channel.current?.postMessage({ key, stored }),
    });
    return { store, clock, record };
  });
  const { store, clock, record } = made;
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);

  useEffect(() => {
    const stop = new AbortController();
    takeUpCopies(store, copiesOf(attempt.person, attempt.id), record, stop.signal);
    void store.refresh();
    if ("BroadcastChannel" in window) {
      channel.current = new BroadcastChannel(`nabla:attempt:${attempt.id}`);
      channel.current.onmessage = ({ data }: MessageEvent<{ key: string; stored: Stored }>) =>
        store.heard(data.key, data.stored);
    }
    let last = performance.now();
    const back = async () => {
      if (document.visibilityState === "hidden") return void store.flush();
      // focus and visibility come together
      const soon = performance.now() - last < 1000 && store.snapshot().link === "ok";
      last = performance.now();
      if (!soon) await store.refresh();
      await store.flush();
    };
    const listen = { signal: stop.signal };
    document.addEventListener("visibilitychange", () => void back(), listen);
    window.addEventListener("focus", () => void back(), listen);
    window.addEventListener("online", () => void back(), listen);
    window.addEventListener("pagehide", () => store.leave(), listen);
    window.addEventListener("pageshow", (event) => event.persisted && void back(), listen);
    window.addEventListener(
      "beforeunload",
      (event) => {
        void store.flush();
        if (store.unsaved().length > 0 && !store.snapshot().ended) event.preventDefault();
      },
      listen,
    );
    return () => {
      stop.abort();
      channel.current?.close();
      void store.flush();
    };
  }, [store, record, attempt.person, attempt.id]);

  return { store, clock, snapshot };
}

/**
 * What earlier pages of this attempt kept: each page holds a lock by its record's name while it lives, so that a record is
 * taken up when its page is gone, and not before.
 */
function takeUpCopies(store: AttemptStore, prefix: string, own: string, signal: AbortSignal): void {
  const storage = storageHere();
  const others = namesOf(storage, prefix).filter((name) => name !== own);
  // browsers have locks on secure origins only; without them, a record of a living page is taken for one of a dead one,
  // and the revisions still keep anything from being overwritten
  if (!("locks" in navigator)) {
    for (const name of others) store.restore(name);
    return;
  }
  void navigator.locks
    .request(own, { signal }, () => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())))
    .catch(() => {});
  for (const name of others) {
    void navigator.locks.request(name, { signal }, () => store.restore(name)).catch(() => {});
  }
}
