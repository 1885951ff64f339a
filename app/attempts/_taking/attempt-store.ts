import type { Answers } from "../../../grader/quiz/answer.ts";
import type { Locale } from "../../../lib/actor.ts";
import { keepRecord, type LocalRecord, readRecord, type Store } from "./local-copies.ts";
import {
  acknowledged,
  isChanged,
  type QuestionState,
  reconciled,
  resolved,
  restored,
  type Stored,
  withSent,
} from "./question-state.ts";
import type { ServerClock } from "./server-clock.ts";
import type { AttemptState, Missed, Transport } from "./transport.ts";

/** from the last change to its save, and from the first change at most */
const [pauseMs, mostPauseMs] = [800, 4000];
/** waits between attempts to reach the server; without end, since a save that is sent twice is one save */
const retryMs = [1000, 2000, 4000, 8000, 15_000];

export interface AttemptSnapshot {
  questions: Record<string, QuestionState>;
  link: "ok" | Missed;
  /** the last acknowledgement, by the server's clock */
  savedAt: string | null;
  endsAt: string | null;
  /** the server takes nothing any more */
  ended: boolean;
  /** false: this browser keeps no copies */
  kept: boolean;
}

export interface StoreOptions {
  initial: Record<string, Stored & { spentMs: number }>;
  endsAt: string | null;
  transport: Transport;
  storage: Store;
  /** the name of this page's record of local copies */
  record: string;
  clock: ServerClock;
  locale: Locale;
  /** tells other pages of this browser what was acknowledged */
  tell?: (key: string, stored: Stored) => void;
}

/**
 * The answers of an attempt that is being taken: what is typed, what the server has, and what is on its way. Every change is
 * in this browser's storage before this class returns, and on the server about a second later; saves of one page go one
 * after the other. Knows nothing of React, so that it can be tested without a browser.
 */
export class AttemptStore {
  #snapshot: AttemptSnapshot;
  readonly #options: StoreOptions;
  readonly #listeners = new Set<() => void>();
  readonly #changed = new Map<string, { first: number; due: number }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retries = 0;
  #pumping: Promise<void> | null = null;
  #attended: { key: string; since: number } | null = null;

  constructor(options: StoreOptions) {
    this.#options = options;
    const questions = Object.fromEntries(
      Object.entries(options.initial).map(([key, { spentMs, ...stored }]): [string, QuestionState] => [
        key,
        { ...stored, stored, saving: "saved", refusal: null, sent: [], conflict: null, spentMs },
      ]),
    );
    const times = Object.values(options.initial).flatMap(({ savedAt }) => (savedAt ? [savedAt] : []));
    const savedAt = times.sort().at(-1) ?? null;
    this.#snapshot = { questions, link: "ok", savedAt, endsAt: options.endsAt, ended: false, kept: true };
  }

  snapshot = (): AttemptSnapshot => this.#snapshot;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** One field's answer; undefined empties it. */
  edit(key: string, fieldId: string, value: Answers[string] | undefined): void {
    const state = this.#snapshot.questions[key];
    if (!state || this.#snapshot.ended) return;
    const { [fieldId]: _, ...rest } = state.answers;
    this.#change(key, { ...state, answers: value === undefined ? rest : { ...rest, [fieldId]: value } });
  }

  flag(key: string, flagged: boolean): void {
    const state = this.#snapshot.questions[key];
    if (state && !this.#snapshot.ended) this.#change(key, { ...state, flagged });
  }

  /** The question that is looked at; null while the page is hidden. */
  attend(key: string | null): void {
    const now = this.#options.clock.now();
    const before = this.#attended;
    const state = before && this.#snapshot.questions[before.key];
    if (before && state) {
      const spentMs = Math.round(state.spentMs + Math.max(0, now - before.since));
      this.#set(before.key, { ...state, spentMs });
    }
    this.#attended = key === null ? null : { key, since: now };
  }

  resolve(key: string, keep: "mine" | "theirs"): void {
    const state = this.#snapshot.questions[key];
    if (!state) return;
    this.#set(key, resolved(state, keep));
    this.#keep();
    this.#soon(key, 0);
  }

  /** What another page of this browser kept and did not get acknowledged before it ended. */
  restore(name: string): void {
    const record = readRecord(this.#options.storage, name);
    for (const [key, copy] of Object.entries(record)) {
      const state = this.#snapshot.questions[key];
      if (!state) continue;
      this.#set(key, restored(state, copy));
      this.#soon(key, 0);
    }
    // first our own record, then away with the other: a crash in between must find one of them
    if (this.#keep()) keepRecord(this.#options.storage, name, {});
  }

  /** What the server, or another page of this browser, says is stored. */
  heard(key: string, stored: Stored): void {
    const state = this.#snapshot.questions[key];
    if (!state || state.saving === "sending") return;
    const next = reconciled(state, stored);
    if (next === state) return;
    this.#set(key, next);
    this.#keep();
    if (next.saving === "waiting") this.#soon(key, 0);
  }

  /** Reads the state of the attempt again: on return to the page, and to set the clock. */
  async refresh(): Promise<AttemptState | Missed> {
    const answer = await this.#options.transport.read();
    if (typeof answer === "string") {
      if (answer !== "lost") this.#update({ link: answer });
      return answer;
    }
    this.#options.clock.heard(answer.now);
    this.#update({ link: "ok", endsAt: answer.endsAt, ended: this.#snapshot.ended || answer.state === "ended" });
    for (const [key, stored] of Object.entries(answer.questions)) this.heard(key, stored);
    return answer;
  }

  /** Sends what waits, now. @returns whether everything is on the server */
  async flush(): Promise<boolean> {
    for (const key of this.#changed.keys()) this.#soon(key, 0);
    for (const [key, state] of Object.entries(this.#snapshot.questions)) {
      if (isChanged(state) && state.saving !== "refused") this.#soon(key, 0);
    }
    await this.#pumping;
    await this.#pump();
    return this.unsaved().length === 0;
  }

  /** Sends what waits without waiting for answers: the page is being closed. */
  leave(): void {
    this.attend(null);
    for (const key of this.unsaved()) {
      const state = this.#snapshot.questions[key]!;
      if (state.saving === "sending" || state.saving === "refused" || state.conflict) continue;
      this.#set(key, withSent(state));
      this.#keep();
      const { answers, flagged, stored, spentMs } = state;
      void this.#options.transport
        .save({ key, answers, flagged, revision: stored.revision, spentMs })
        .then((answer) => this.#settle(key, { answers, flagged }, answer));
    }
  }

  /** Questions of which something is not on the server. */
  unsaved(): string[] {
    return Object.entries(this.#snapshot.questions)
      .filter(([, state]) => isChanged(state) || state.conflict !== null)
      .map(([key]) => key);
  }

  close(): void {
    this.#update({ ended: true });
  }

  #change(key: string, next: QuestionState): void {
    const saving = next.saving === "sending" ? "sending" : isChanged(next) ? "waiting" : "saved";
    this.#set(key, { ...next, saving, refusal: null });
    this.#keep();
    const now = this.#options.clock.now();
    const first = this.#changed.get(key)?.first ?? now;
    this.#changed.set(key, { first, due: Math.min(now + pauseMs, first + mostPauseMs) });
    this.#schedule();
  }

  #soon(key: string, due: number): void {
    this.#changed.set(key, { first: 0, due });
    this.#schedule();
  }

  #schedule(wait?: number): void {
    clearTimeout(this.#timer);
    if (this.#changed.size === 0) return;
    const next = Math.min(...[...this.#changed.values()].map(({ due }) => due));
    const lost = this.#snapshot.link === "lost" ? (wait ?? retryMs[0]!) : 0;
    this.#timer = setTimeout(() => void this.#pump(), Math.max(next - this.#options.clock.now(), lost, 0));
  }

  /** One save after the other, until nothing is due or the server cannot be reached. */
  #pump(): Promise<void> {
    this.#pumping ??= this.#saveDue().finally(() => {
      this.#pumping = null;
    });
    return this.#pumping;
  }

  async #saveDue(): Promise<void> {
    for (;;) {
      const now = this.#options.clock.now();
      const key = [...this.#changed].find(([, { due }]) => due <= now)?.[0];
      if (key === undefined || this.#snapshot.ended) break;
      this.#changed.delete(key);
      const state = this.#snapshot.questions[key];
      if (!state || state.conflict || state.saving === "sending" || !isChanged(state)) continue;
      this.attend(this.#attended?.key ?? null);
      const { answers, flagged, stored, spentMs } = this.#snapshot.questions[key]!;
      this.#set(key, withSent(this.#snapshot.questions[key]!));
      this.#keep();
      const body = { key, answers, flagged, revision: stored.revision, spentMs };
      const answer = await this.#options.transport.save(body);
      this.#settle(key, { answers, flagged }, answer);
      if (answer === "lost" || answer === "signed-out" || answer === "gone") {
        this.#soon(key, 0);
        const wait = retryMs[Math.min(this.#retries, retryMs.length - 1)]!;
        this.#retries += 1;
        if (answer === "lost") this.#schedule(wait);
        else clearTimeout(this.#timer);
        return;
      }
      this.#retries = 0;
    }
    this.#schedule();
  }

  #settle(key: string, sent: { answers: Answers; flagged: boolean }, answer: Awaited<ReturnType<Transport["save"]>>) {
    const state = this.#snapshot.questions[key]!;
    if (typeof answer === "string") {
      this.#set(key, { ...state, saving: "lost" });
      this.#update({ link: answer });
      return;
    }
    this.#update({ link: "ok" });
    if (answer.ok) {
      this.#options.clock.heard(answer.now);
      const next = acknowledged(state, sent, answer.revision, answer.savedAt);
      this.#set(key, next);
      this.#update({ endsAt: answer.endsAt, savedAt: answer.savedAt });
      this.#options.tell?.(key, next.stored);
      if (next.saving === "waiting") this.#soon(key, this.#changed.get(key)?.due ?? 0);
    } else if (answer.reason === "conflict") {
      const { answers, flagged, revision, savedAt } = answer;
      const next = reconciled({ ...state, saving: "waiting" }, { answers, flagged, revision, savedAt });
      this.#set(key, next);
      if (!next.conflict && isChanged(next)) this.#soon(key, 0);
    } else if (answer.reason === "ended") {
      this.#set(key, { ...state, saving: "refused", refusal: answer.message[this.#options.locale] });
      this.#update({ ended: true });
    } else {
      this.#set(key, { ...state, saving: "refused", refusal: answer.message[this.#options.locale] });
    }
    this.#keep();
  }

  /** Writes what is not acknowledged into the browser's storage. */
  #keep(): boolean {
    const at = new Date(this.#options.clock.now()).toISOString();
    const record: LocalRecord = Object.fromEntries(
      this.unsaved().map((key) => {
        const { answers, flagged, stored, sent } = this.#snapshot.questions[key]!;
        return [key, { answers, flagged, revision: stored.revision, sent, at }];
      }),
    );
    const kept = keepRecord(this.#options.storage, this.#options.record, record);
    if (kept !== this.#snapshot.kept) this.#update({ kept });
    return kept;
  }

  #set(key: string, state: QuestionState): void {
    this.#update({ questions: { ...this.#snapshot.questions, [key]: state } });
  }

  #update(part: Partial<AttemptSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
