import type { Answers } from "../../../grader/quiz/answer.ts";
import { canonical } from "./canonical.ts";

/** What can be saved of a question. */
export interface Entry {
  answers: Answers;
  flagged: boolean;
}

/** What the server has of a question. */
export interface Stored extends Entry {
  revision: number;
  savedAt: string | null;
}

export interface Conflict extends Entry {
  savedAt: string | null;
  /** saved by another tab or device, or kept in this browser by a page that was closed */
  from: "server" | "browser";
}

export type Saving =
  /** everything typed is on the server */
  | "saved"
  /** changed, about to be sent */
  | "waiting"
  | "sending"
  /** no answer came: kept in this browser, sent again by itself */
  | "lost"
  /** the server said why it keeps nothing of it */
  | "refused";

export interface QuestionState extends Entry {
  /** the server's, as last heard */
  stored: Stored;
  saving: Saving;
  refusal: string | null;
  /** texts of saves whose answers are outstanding: what the server has may be one of them */
  sent: string[];
  /** something else than what is shown here; nothing is sent until the person has chosen */
  conflict: Conflict | null;
  spentMs: number;
}

export const textOf = ({ answers, flagged }: Entry): string => canonical({ answers, flagged });
export const isChanged = (state: QuestionState): boolean => textOf(state) !== textOf(state.stored);

/** saves whose answers were lost are few; this bounds a browser that is offline for hours */
const mostSent = 30;

export const withSent = (state: QuestionState): QuestionState => ({
  ...state,
  saving: "sending",
  sent: [...state.sent.filter((text) => text !== textOf(state)), textOf(state)].slice(-mostSent),
});

/** After the server acknowledged `text`. What was typed in the meantime still waits. */
export function acknowledged(state: QuestionState, sent: Entry, revision: number, savedAt: string): QuestionState {
  const stored = { ...sent, revision, savedAt };
  const next = { ...state, stored, sent: [], conflict: null, refusal: null };
  return { ...next, saving: isChanged(next) ? "waiting" : "saved" };
}

const shown = ({ answers, flagged }: Entry): Entry => ({ answers, flagged });
const settled = (state: QuestionState): QuestionState => ({ ...state, saving: isChanged(state) ? "waiting" : "saved" });

/**
 * Brings the page in line with what the server has, when that is not what the page last saw:
 * our own save, whose answer was lost; or nothing was changed here, so that the newer one is simply shown; or a conflict.
 */
export function reconciled(state: QuestionState, stored: Stored): QuestionState {
  // an answer that was under way while a later save of ours was acknowledged
  if (stored.revision < state.stored.revision) return state;
  const text = textOf(stored);
  if (text === textOf(state)) return { ...state, stored, saving: "saved", sent: [], conflict: null, refusal: null };
  if (stored.revision === state.stored.revision) return state;
  if (state.sent.includes(text)) return { ...state, stored, saving: "waiting", sent: [], conflict: null };
  if (!isChanged(state)) return { ...state, ...shown(stored), stored, saving: "saved", sent: [], conflict: null };
  const conflict = { ...shown(stored), savedAt: stored.savedAt, from: "server" as const };
  return { ...state, stored, conflict, sent: [], saving: "waiting" };
}

/** The person's choice in a conflict. What is not on the server yet is sent, with the revision that is there now. */
export function resolved(state: QuestionState, keep: "mine" | "theirs"): QuestionState {
  if (!state.conflict) return state;
  const chosen = keep === "theirs" ? shown(state.conflict) : shown(state);
  return settled({ ...state, ...chosen, conflict: null, refusal: null });
}

/**
 * Takes up what this browser kept of another page that ended before its saves were acknowledged.
 * @param copy with the revision that page had seen, and the texts it had sent
 */
export function restored(
  state: QuestionState,
  copy: Entry & { revision: number; sent: string[]; at: string },
): QuestionState {
  const text = textOf(copy);
  if (text === textOf(state.stored) || text === textOf(state)) return state;
  if (isChanged(state)) return { ...state, conflict: { ...shown(copy), savedAt: copy.at, from: "browser" } };
  const next: QuestionState = { ...state, ...shown(copy), saving: "waiting", sent: copy.sent };
  const known = copy.revision === state.stored.revision || copy.sent.includes(textOf(state.stored));
  if (known) return next;
  return { ...next, sent: [], conflict: { ...shown(state.stored), savedAt: state.stored.savedAt, from: "server" } };
}
