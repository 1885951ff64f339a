"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RenderedResult } from "../../_quiz/render-result.ts";
import type { AttemptSnapshot, AttemptStore } from "./attempt-store.ts";
import { canonical } from "./canonical.ts";
import type { Check } from "./check-bar.tsx";
import type { TakenQuestion } from "./taking.tsx";
import type { Transport } from "./transport.ts";

interface Held {
  triesLeft: number;
  result: RenderedResult | null;
  /** what was judged, to see whether it was changed since; null: the answer that came with the page */
  answers: string;
  busy: boolean;
  message: string | null;
}

/** Checks of single questions while an attempt goes on. The answer is saved first: what is judged is what the server has. */
export function useChecks(questions: TakenQuestion[], store: AttemptStore, transport: Transport) {
  const t = useTranslations("quiz.check");
  const [held, setHeld] = useState<Record<string, Held>>(() =>
    Object.fromEntries(
      questions.flatMap(({ key, check, stored }) =>
        check ? [[key, { ...check, answers: canonical(stored.answers), busy: false, message: null }]] : [],
      ),
    ),
  );
  const update = (key: string, part: Partial<Held>) =>
    setHeld((all) => (all[key] ? { ...all, [key]: { ...all[key], ...part } } : all));

  async function run(key: string) {
    update(key, { busy: true, message: null });
    await store.flush();
    const state = store.snapshot().questions[key];
    if (!state || store.unsaved().includes(key)) return update(key, { busy: false, message: t("notSaved") });
    const answer = await transport.check({ key, revision: state.stored.revision });
    if (typeof answer === "string") return update(key, { busy: false, message: t("lost") });
    if (!answer.ok) return update(key, { busy: false, message: answer.message });
    const { result, triesLeft } = answer;
    update(key, { busy: false, message: null, result, triesLeft, answers: canonical(state.answers) });
  }

  function checkOf(question: TakenQuestion, snapshot: AttemptSnapshot): Check | null {
    const mine = held[question.key];
    if (!mine || !question.check) return null;
    const now = canonical(snapshot.questions[question.key]?.answers ?? {});
    return { ...mine, penaltyPercent: question.check.penaltyPercent, outdated: now !== mine.answers };
  }
  return { run, checkOf };
}
