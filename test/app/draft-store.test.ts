import { describe, expect, test } from "vitest";
import { DraftStore } from "../../app/_hand-in/draft-store.ts";

/** Storage as a browser keeps it: shared by its tabs, each of which hears of what the others write. */
function browser() {
  const kept = new Map<string, string>();
  let full = false;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
  };
  return {
    kept,
    fill: () => {
      full = true;
    },
    tab: (initial = "starter", opened: { id: string; text: string } | null = null) => {
      const store = new DraftStore({
        storage,
        key: "draft",
        initial: [{ path: "solution.ts", text: initial }],
        opened: opened && { id: opened.id, files: [{ path: "solution.ts", text: opened.text }] },
      });
      store.load();
      return store;
    },
  };
}

const type = (store: DraftStore, text: string) => store.edit(() => [{ path: "solution.ts", text }]);
const shown = (store: DraftStore) => store.snapshot().files[0]!.text;

describe("what is typed", () => {
  test("is there again after a reload", () => {
    const { tab } = browser();
    type(tab(), "mine");
    expect(shown(tab())).toBe("mine");
  });

  test("nothing typed, nothing kept: a new starter is shown to whoever only looked at the old one", () => {
    const { tab } = browser();
    tab("starter");
    expect(shown(tab("a better starter"))).toBe("a better starter");
  });

  test("in one tab appears in the other, and typing there goes on from it", () => {
    const { tab } = browser();
    const [one, other] = [tab(), tab()];
    type(one, "an hour of work");
    other.heard();
    expect(shown(other)).toBe("an hour of work");
    type(other, "an hour of work, and more");
    one.heard();
    expect(shown(tab())).toBe("an hour of work, and more");
    expect(shown(one)).toBe("an hour of work, and more");
  });

  test("in a tab that did not hear of the other's text does not take its place for good", () => {
    const { tab } = browser();
    const [one, other] = [tab(), tab()];
    type(one, "an hour of work");
    type(other, "starter!");
    expect(shown(other)).toBe("starter!");
    const later = tab();
    later.undoReplace();
    expect(shown(later)).toBe("an hour of work");
  });

  test("changes nothing when it is what stands there already", () => {
    const { tab, kept } = browser();
    type(tab("starter"), "starter");
    expect(kept.size).toBe(0);
  });

  test("is still there where the browser keeps nothing, and that is said", () => {
    const { tab, fill } = browser();
    const store = tab();
    fill();
    type(store, "mine");
    expect(shown(store)).toBe("mine");
    expect(store.snapshot().kept).toBe(false);
  });

  test("is not given up for a record that cannot be read", () => {
    const { tab, kept } = browser();
    kept.set("draft", "{ not JSON");
    expect(shown(tab())).toBe("starter");
  });

  test("is read from a record of before there was anything to undo", () => {
    const { tab, kept } = browser();
    kept.set("draft", JSON.stringify({ files: [{ path: "solution.ts", text: "old" }], pending: null }));
    expect(shown(tab())).toBe("old");
  });
});

describe("what is put in the place of the text", () => {
  test("can be undone after a reload, step by step", () => {
    const { tab } = browser();
    const first = tab();
    type(first, "mine");
    first.replace([{ path: "solution.ts", text: "starter" }]);
    first.replace([{ path: "solution.ts", text: "hand-in 3" }]);
    const later = tab();
    expect(later.snapshot().replaced).toBe(true);
    later.undoReplace();
    later.undoReplace();
    expect(shown(later)).toBe("mine");
    expect(later.snapshot().replaced).toBe(false);
  });

  test("a hand-in that is opened from its page is shown, once, and the draft can be brought back", () => {
    const { tab } = browser();
    type(tab(), "mine");
    const opened = { id: "s3", text: "hand-in 3" };
    const store = tab("starter", opened);
    expect(shown(store)).toBe("hand-in 3");
    type(store, "hand-in 3, corrected");
    const reloaded = tab("starter", opened);
    expect(shown(reloaded)).toBe("hand-in 3, corrected");
    reloaded.undoReplace();
    expect(shown(reloaded)).toBe("mine");
  });

  test("undoing loses nothing either: what was typed after it comes back in turn", () => {
    const { tab } = browser();
    const store = tab();
    type(store, "mine");
    store.replace([{ path: "solution.ts", text: "starter" }]);
    type(store, "starter, changed");
    store.undoReplace();
    expect(shown(store)).toBe("mine");
    store.undoReplace();
    expect(shown(store)).toBe("starter, changed");
  });

  test("nobody keeps more than a few steps", () => {
    const { tab, kept } = browser();
    const store = tab();
    for (let i = 0; i < 100; i++) {
      type(store, `text ${i} ${"x".repeat(1000)}`);
      store.replace([{ path: "solution.ts", text: "starter" }]);
    }
    expect(kept.get("draft")!.length).toBeLessThan(20_000);
  });
});

describe("the key of a hand-in", () => {
  test("is the same for the same content until it was acknowledged, in every tab and after a crash", () => {
    const { tab } = browser();
    const one = tab();
    const key = one.keyFor("print");
    expect(one.keyFor("print")).toBe(key);
    expect(tab().keyFor("print")).toBe(key);
    expect(one.keyFor("another print")).not.toBe(key);
    const pending = one.keyFor("print");
    one.acknowledged();
    expect(one.keyFor("print")).not.toBe(pending);
  });
});
