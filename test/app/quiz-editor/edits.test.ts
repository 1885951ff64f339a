import { describe, expect, test } from "vitest";
import { begin, type Edit, edited } from "../../../app/_quiz-editor/edits.ts";

const files = (text: string) => [{ path: "quiz.yaml", text }];
const type = (text: string, about: string, at: number): Edit => ({
  do: "change",
  change: () => files(text),
  about,
  at,
});
const textOf = (state: ReturnType<typeof begin>) => state.files[0]!.text;

describe("undo and redo", () => {
  test("typing on in one place is one step, another place or a pause is another one", () => {
    let state = begin(files(""));
    for (const [text, about, at] of [
      ["a", "title", 0],
      ["ab", "title", 500],
      ["ab c", "title", 1000],
      ["ab c d", "text", 1100],
      ["ab c d e", "text", 9000],
    ] as const)
      state = edited(state, type(text, about, at));
    const seen: string[] = [];
    while (state.past.length > 0) {
      state = edited(state, { do: "undo" });
      seen.push(textOf(state));
    }
    expect(seen).toEqual(["ab c d", "ab c", ""]);
    for (let n = 0; n < 9; n += 1) state = edited(state, { do: "redo" });
    expect(textOf(state)).toBe("ab c d e");
  });

  test("a change after an undo forgets what was ahead; no change is no step", () => {
    let state = edited(begin(files("a")), type("b", "x", 0));
    state = edited(state, { do: "undo" });
    expect(edited(state, type("a", "x", 1))).toBe(state);
    state = edited(state, type("c", "x", 2));
    expect(edited(state, { do: "redo" })).toBe(state);
    expect(textOf(edited(state, { do: "undo" }))).toBe("a");
    expect(edited(begin(files("a")), { do: "undo" }).files).toEqual(files("a"));
  });
});
