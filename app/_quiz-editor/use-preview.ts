"use client";
import { useEffect, useState } from "react";
import type { Answers } from "../../grader/quiz/answer.ts";
import type { Locale } from "../../lib/actor.ts";
import type { PreviewAnswer } from "./preview-answer.ts";

/** after the last change, in ms */
const restMs = 400;

export interface PreviewState {
  /** the last one that could be drawn: it stays on the screen while a mistake is being mended */
  shown: Extract<PreviewAnswer, { ok: true }> | null;
  /** what is wrong with the text as it is now */
  problem: Extract<PreviewAnswer, { ok: false }> | null;
  /** drawing it anew */
  busy: boolean;
  lost: boolean;
}

/** Asks the server for the question as it is on the screen, a moment after the last change; an older answer never wins. */
export function usePreview(request: {
  url: string;
  path: string;
  text: string;
  generator: string | undefined;
  seed: string;
  locale: Locale;
  answers: Answers;
}): PreviewState {
  const { url, path, text, generator, seed, locale, answers } = request;
  const [state, setState] = useState<PreviewState>({ shown: null, problem: null, busy: true, lost: false });
  useEffect(() => {
    const abort = new AbortController();
    setState((now) => ({ ...now, busy: true }));
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(url, {
          method: "POST",
          signal: abort.signal,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({
            path,
            text,
            seed,
            locale,
            ...(generator === undefined ? {} : { generator }),
            ...(Object.keys(answers).length > 0 ? { answers } : {}),
          }),
        });
        if (!response.ok) throw new Error(String(response.status));
        const answer = (await response.json()) as PreviewAnswer;
        setState((now) =>
          answer.ok
            ? { shown: answer, problem: null, busy: false, lost: false }
            : { shown: now.shown, problem: answer, busy: false, lost: false },
        );
      } catch {
        if (!abort.signal.aborted) setState((now) => ({ ...now, busy: false, lost: true }));
      }
    }, restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [url, path, text, generator, seed, locale, answers]);
  return state;
}
