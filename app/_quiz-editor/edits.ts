import type { QuizFile } from "../../lib/quizzes/authoring/paths.ts";

/** What is being edited, and the way back: every step can be undone, also another author's version that was taken over. */
export interface Edits {
  files: QuizFile[];
  past: QuizFile[][];
  future: QuizFile[][];
  /** what the last step was about, and when: typing on in one place is one step */
  last: { about: string; at: number } | null;
}

export type Edit =
  /** @param about the place that is typed into; another word for every step of its own */
  | { do: "change"; change: (files: QuizFile[]) => QuizFile[]; about: string; at: number }
  | { do: "undo" }
  | { do: "redo" };

/** ms between two strokes of one step */
const oneStep = 1500;
const mostSteps = 200;

export const begin = (files: QuizFile[]): Edits => ({ files, past: [], future: [], last: null });

const sameFiles = (a: readonly QuizFile[], b: readonly QuizFile[]) =>
  a.length === b.length && a.every((file, i) => file.path === b[i]!.path && file.text === b[i]!.text);

export function edited(state: Edits, edit: Edit): Edits {
  switch (edit.do) {
    case "change": {
      const files = edit.change(state.files);
      if (sameFiles(files, state.files)) return state;
      const last = { about: edit.about, at: edit.at };
      const typing = state.last?.about === edit.about && edit.at - state.last.at < oneStep;
      if (typing) return { ...state, files, future: [], last };
      return { files, past: [...state.past, state.files].slice(-mostSteps), future: [], last };
    }
    case "undo": {
      const before = state.past.at(-1);
      if (!before) return state;
      return { files: before, past: state.past.slice(0, -1), future: [state.files, ...state.future], last: null };
    }
    case "redo": {
      const [after, ...future] = state.future;
      if (!after) return state;
      return { files: after, past: [...state.past, state.files], future, last: null };
    }
  }
}
