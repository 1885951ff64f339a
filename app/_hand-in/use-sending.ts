"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { UploadAnswer } from "./answer.ts";
import { type SendOptions, send, type Unanswered } from "./send.ts";

export type Sending =
  | { phase: "idle" }
  | { phase: "sending"; fraction: number; attempt: number }
  /** no answer came, or that it could not be stored; the next attempt is under way at `retryAt` (milliseconds) */
  | { phase: "lost"; why: Unanswered; attempt: number; retryAt: number }
  | { phase: "answered"; answer: UploadAnswer };

type Order = Omit<SendOptions, "onProgress">;

/** Waits between attempts grow to half a minute: safe without end, because the key makes a repeated hand-in the same one. */
const waitsMs = [2000, 4000, 8000, 15_000, 30_000];

/** Sends a hand-in until there is an answer. One at a time: a second call while one is under way does nothing. */
export function useSending(onAnswer: (answer: UploadAnswer) => void) {
  const [state, setState] = useState<Sending>({ phase: "idle" });
  const order = useRef<Order | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const answered = useRef(onAnswer);
  answered.current = onAnswer;

  const attempt = useCallback(async (number: number) => {
    const current = order.current;
    if (!current) return;
    clearTimeout(timer.current);
    setState({ phase: "sending", fraction: 0, attempt: number });
    const answer = await send({
      ...current,
      onProgress: (fraction) => setState({ phase: "sending", fraction, attempt: number }),
    });
    if (order.current !== current) return;
    if (answer !== "lost" && answer !== "trouble") {
      order.current = null;
      setState({ phase: "answered", answer });
      answered.current(answer);
      return;
    }
    const wait = waitsMs[Math.min(number - 1, waitsMs.length - 1)]!;
    setState({ phase: "lost", why: answer, attempt: number, retryAt: Date.now() + wait });
    timer.current = setTimeout(() => void attempt(number + 1), wait);
  }, []);

  const start = useCallback(
    (next: Order) => {
      if (order.current) return;
      order.current = next;
      void attempt(1);
    },
    [attempt],
  );
  const retryNow = useCallback(() => {
    if (state.phase === "lost") void attempt(state.attempt + 1);
  }, [attempt, state]);
  /** gives up waiting; what the server may have received stays received, and its key stays with the draft */
  const cancel = useCallback(() => {
    order.current = null;
    clearTimeout(timer.current);
    setState({ phase: "idle" });
  }, []);

  /** takes an old answer away, when what it was about has changed */
  const clear = useCallback(() => {
    setState((current) => (current.phase === "answered" ? { phase: "idle" } : current));
  }, []);

  useEffect(() => {
    window.addEventListener("online", retryNow);
    return () => window.removeEventListener("online", retryNow);
  }, [retryNow]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (state.phase !== "sending" && state.phase !== "lost") return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [state.phase]);

  return { state, start, retryNow, cancel, clear };
}
