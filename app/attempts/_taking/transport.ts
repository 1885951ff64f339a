import type { Checked } from "../../../lib/quizzes/taking/check.ts";
import type { HandedIn } from "../../../lib/quizzes/taking/hand-in.ts";
import type { Saved } from "../../../lib/quizzes/taking/save.ts";
import type { RenderedResult } from "../../_quiz/render-result.ts";
import type { Uploaded } from "../../_quiz/services.ts";
import type { Entry, Stored } from "./question-state.ts";

/** What the server says of an attempt's present state. */
export interface AttemptState {
  state: "open" | "ended";
  now: string;
  endsAt: string | null;
  questions: Record<string, Stored>;
}

export interface SaveBody extends Entry {
  key: string;
  revision: number;
  spentMs: number;
}

export type CheckAnswer =
  | { ok: true; result: RenderedResult; triesLeft: number }
  | { ok: false; message: string; reason: Extract<Checked, { ok: false }>["reason"] };

/** "lost": no answer came, so that nothing is known but that trying again is safe. */
export type Missed = "lost" | "signed-out" | "gone";

/** The largest body that a browser still sends after its page was closed is 64 KiB, over all that are under way. */
const keepaliveBytes = 30_000;
const timeoutMs = 20_000;

async function ask<T>(url: string, init: RequestInit): Promise<T | Missed> {
  try {
    const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(timeoutMs), ...init });
    if (response.status === 401) return "signed-out";
    if (response.status === 403 || response.status === 404) return "gone";
    if (response.status >= 500 || response.status === 429) return "lost";
    return (await response.json()) as T;
  } catch {
    return "lost";
  }
}

const json = (method: string, body: unknown): RequestInit => {
  const text = JSON.stringify(body);
  const keepalive = text.length < keepaliveBytes;
  return { method, body: text, headers: { "Content-Type": "application/json" }, keepalive };
};

export interface Transport {
  read(): Promise<AttemptState | Missed>;
  save(body: SaveBody): Promise<Saved | Missed>;
  check(body: { key: string; revision: number }): Promise<CheckAnswer | Missed>;
  handIn(): Promise<HandedIn | Missed>;
  upload(key: string, fieldId: string, file: File): Promise<Uploaded>;
}

/** The attempt's routes. */
export function attemptTransport(attemptId: string): Transport {
  const base = `/api/attempts/${attemptId}`;
  return {
    read: () => ask(`${base}/answers`, { method: "GET" }),
    save: (body) => ask(`${base}/answers`, json("PUT", body)),
    check: (body) => ask(`${base}/check`, json("POST", body)),
    handIn: () => ask(`${base}/hand-in`, { method: "POST", keepalive: true }),
    async upload(key, fieldId, file) {
      const form = new FormData();
      form.set("key", key);
      form.set("fieldId", fieldId);
      form.set("file", file);
      const answer = await ask<Uploaded>(`${base}/files`, {
        method: "POST",
        body: form,
        signal: AbortSignal.timeout(120_000),
      });
      return typeof answer === "string" ? { ok: false, message: null } : answer;
    },
  };
}
