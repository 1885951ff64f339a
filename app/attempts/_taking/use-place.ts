"use client";
import { useCallback, useEffect, useState } from "react";

const viewKey = "nabla:quiz-view";
export type View = "one" | "all";

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const store = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // without storage the page begins anew: no answer depends on it
  }
};

/** Boxes that scroll are marked for the keyboard when the window changes; here other boxes came without that. */
const remark = (): void => void requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));

/** Which question is looked at, which were, and whether one or all are shown. A reload comes back to the same place. */
export function usePlace(attemptId: string, keys: string[], begun: string[]) {
  const seenKey = `nabla:seen:${attemptId}`;
  const [current, setCurrent] = useState(keys[0] ?? "");
  const [view, setView] = useState<View>("one");
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set(begun));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the browser remembers is read once
  useEffect(() => {
    const named = decodeURIComponent(location.hash.replace(/^#question-/, ""));
    if (keys.includes(named)) setCurrent(named);
    if (stored(viewKey) === "all") setView("all");
    setSeen(new Set([...begun, ...(stored(seenKey) ?? "").split(" ").filter(Boolean)]));
  }, [attemptId]);

  useEffect(() => {
    setSeen((before) => {
      if (before.has(current)) return before;
      const next = new Set([...before, current]);
      store(seenKey, [...next].join(" "));
      return next;
    });
  }, [current, seenKey]);

  const go = useCallback((key: string) => {
    setCurrent(key);
    history.replaceState(history.state, "", `#question-${encodeURIComponent(key)}`);
    // after it is shown: the reading goes on there
    requestAnimationFrame(() => {
      const question = document.getElementById(`question-${key}`);
      question?.focus({ preventScroll: true });
      question?.scrollIntoView({ block: "start" });
    });
    remark();
  }, []);
  const choose = useCallback((next: View) => {
    setView(next);
    store(viewKey, next);
    remark();
  }, []);
  return { current, setCurrent, view, choose, seen, go };
}
