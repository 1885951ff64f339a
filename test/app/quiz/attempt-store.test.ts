import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AttemptStore } from "../../../app/attempts/_taking/attempt-store.ts";
import { canonical } from "../../../app/attempts/_taking/canonical.ts";
import { copiesOf, namesOf, readRecord } from "../../../app/attempts/_taking/local-copies.ts";
import type { Stored } from "../../../app/attempts/_taking/question-state.ts";
import { ServerClock } from "../../../app/attempts/_taking/server-clock.ts";
import type { Missed, SaveBody, Transport } from "../../../app/attempts/_taking/transport.ts";
import type { Saved } from "../../../lib/quizzes/taking/save.ts";

const start = "2026-11-23T12:00:00.000Z";
const prefix = copiesOf("person", "attempt");

/** A browser's storage in memory, which may be full. */
class Storage {
  full = false;
  readonly map = new Map<string, string>();
  get length() {
    return this.map.size;
  }
  key = (k: number) => [...this.map.keys()][k] ?? null;
  getItem = (name: string) => this.map.get(name) ?? null;
  removeItem = (name: string) => void this.map.delete(name);
  setItem = (name: string, text: string) => {
    if (this.full) throw new Error("QuotaExceededError");
    this.map.set(name, text);
  };
}

/** The rule of the real route: compare and set on the revision. Its answers can be lost on the way, and it can be out of reach. */
class Server {
  rows = new Map<string, Stored>();
  reachable = true;
  loseAnswers = 0;
  ended = false;
  saves = 0;
  read = async () => ({
    state: this.ended ? ("ended" as const) : ("open" as const),
    now: new Date().toISOString(),
    endsAt: null,
    questions: Object.fromEntries(this.rows),
  });
  save = async ({ key, answers, flagged, revision }: SaveBody): Promise<Saved | Missed> => {
    if (!this.reachable) return "lost";
    this.saves += 1;
    const row = this.rows.get(key)!;
    const now = new Date().toISOString();
    if (this.ended) return { ok: false, reason: "ended", endedAt: now, message: { en: "over", "pt-BR": "acabou" } };
    if (row.revision !== revision) {
      return { ok: false, reason: "conflict", ...row };
    }
    this.rows.set(key, { answers, flagged, revision: revision + 1, savedAt: now });
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      return "lost";
    }
    return { ok: true, revision: revision + 1, savedAt: now, now, endsAt: null };
  };
  get transport(): Transport {
    const none = async () => "lost" as const;
    return {
      read: this.read,
      save: this.save,
      check: none,
      handIn: none,
      upload: async () => ({ ok: false, message: null }),
    };
  }
}

let server: Server;
let storage: Storage;

function page(name = "page", tell?: (key: string, stored: Stored) => void): AttemptStore {
  const initial = Object.fromEntries([...server.rows].map(([key, stored]) => [key, { ...stored, spentMs: 0 }]));
  return new AttemptStore({
    initial,
    endsAt: null,
    transport: server.transport,
    storage,
    record: prefix + name,
    clock: new ServerClock(new Date().toISOString(), () => Date.now()),
    locale: "en",
    ...(tell ? { tell } : {}),
  });
}
const answersOf = (store: AttemptStore, key = "q1") => store.snapshot().questions[key]?.answers;
const savingOf = (store: AttemptStore, key = "q1") => store.snapshot().questions[key]?.saving;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(start) });
  server = new Server();
  storage = new Storage();
  for (const key of ["q1", "q2"]) server.rows.set(key, { answers: {}, flagged: false, revision: 0, savedAt: null });
});
afterEach(() => vi.useRealTimers());

describe("saving", () => {
  test("a change is in the browser at once and on the server about a second later, then the copy is gone", async () => {
    const store = page();
    store.edit("q1", "a", "0,5");
    expect(readRecord(storage, `${prefix}page`)).toMatchObject({ q1: { answers: { a: "0,5" }, revision: 0 } });
    expect(store.unsaved()).toEqual(["q1"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.rows.get("q1")).toMatchObject({ answers: { a: "0,5" }, revision: 1 });
    expect(savingOf(store)).toBe("saved");
    expect(namesOf(storage, prefix)).toEqual([]);
  });

  test("typing without a pause is saved all the same every few seconds, not at every key", async () => {
    const store = page();
    for (let k = 0; k < 100; k += 1) {
      store.edit("q1", "a", "1".repeat(k + 1));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(server.saves).toBeGreaterThanOrEqual(2);
    expect(server.saves).toBeLessThan(6);
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.rows.get("q1")?.answers).toEqual({ a: "1".repeat(100) });
  });

  test("what was typed and taken back again is no change; an emptied field is none, too", async () => {
    const store = page();
    store.edit("q1", "a", "1");
    store.edit("q1", "a", undefined);
    expect(store.unsaved()).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.saves).toBe(0);
  });

  test("a flag is saved as an answer is", async () => {
    const store = page();
    store.flag("q2", true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.rows.get("q2")).toMatchObject({ flagged: true, answers: {} });
  });

  test("a browser that keeps nothing says so, and saving goes on", async () => {
    storage.full = true;
    const store = page();
    store.edit("q1", "a", "1");
    expect(store.snapshot().kept).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.rows.get("q1")?.answers).toEqual({ a: "1" });
  });
});

describe("a connection that fails", () => {
  test("without the server everything waits, is said, and arrives when it is back", async () => {
    const store = page();
    server.reachable = false;
    store.edit("q1", "a", "1");
    store.edit("q2", "b", "2");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(store.snapshot().link).toBe("lost");
    expect(store.unsaved()).toEqual(["q1", "q2"]);
    server.reachable = true;
    await vi.advanceTimersByTimeAsync(16_000);
    expect(store.snapshot().link).toBe("ok");
    expect(server.rows.get("q1")?.answers).toEqual({ a: "1" });
    expect(server.rows.get("q2")?.answers).toEqual({ b: "2" });
  });

  test("a save whose answer was lost is no conflict, though something else was typed since", async () => {
    const store = page();
    server.loseAnswers = 1;
    store.edit("q1", "a", "1");
    await vi.advanceTimersByTimeAsync(900);
    store.edit("q1", "a", "12");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.snapshot().questions.q1?.conflict).toBeNull();
    expect(server.rows.get("q1")).toMatchObject({ answers: { a: "12" }, revision: 2 });
  });

  test("a save after the end is refused in words, nothing is sent any more, and the copy stays in the browser", async () => {
    const store = page();
    server.ended = true;
    store.edit("q1", "a", "1");
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.snapshot().ended).toBe(true);
    expect(store.snapshot().questions.q1?.refusal).toBe("over");
    store.edit("q1", "a", "2");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.saves).toBe(1);
    expect(readRecord(storage, `${prefix}page`).q1?.answers).toEqual({ a: "1" });
  });
});

describe("two pages", () => {
  async function conflicting() {
    const [one, two] = [page("one"), page("two")];
    one.edit("q1", "a", "one");
    await vi.advanceTimersByTimeAsync(1000);
    two.edit("q1", "a", "two");
    await vi.advanceTimersByTimeAsync(1000);
    return { one, two };
  }

  test("the second one overwrites nothing and shows both", async () => {
    const { two } = await conflicting();
    expect(server.rows.get("q1")?.answers).toEqual({ a: "one" });
    expect(answersOf(two)).toEqual({ a: "two" });
    expect(two.snapshot().questions.q1?.conflict).toMatchObject({ answers: { a: "one" }, from: "server" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.rows.get("q1")?.answers).toEqual({ a: "one" });
  });

  test.each([
    ["mine", "two"],
    ["theirs", "one"],
  ] as const)("whoever chooses %s has that one", async (keep, expected) => {
    const { two } = await conflicting();
    two.resolve("q1", keep);
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.rows.get("q1")?.answers).toEqual({ a: expected });
    expect(answersOf(two)).toEqual({ a: expected });
    expect(savingOf(two)).toBe("saved");
  });

  test("the same answer in both is none", async () => {
    const [one, two] = [page("one"), page("two")];
    one.edit("q1", "a", "1");
    await vi.advanceTimersByTimeAsync(1000);
    two.edit("q1", "a", "1");
    await vi.advanceTimersByTimeAsync(1000);
    expect(two.snapshot().questions.q1?.conflict).toBeNull();
    expect(savingOf(two)).toBe("saved");
  });

  test("a page on which nothing was changed follows the other", async () => {
    const two = page("two");
    const one = page("one", (key, stored) => two.heard(key, stored));
    one.edit("q1", "a", "1");
    await vi.advanceTimersByTimeAsync(1000);
    expect(answersOf(two)).toEqual({ a: "1" });
    two.edit("q1", "a", "2");
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.rows.get("q1")).toMatchObject({ answers: { a: "2" }, revision: 2 });
  });
});

describe("after a crash", () => {
  test("what was typed and not saved is there again, and is saved", async () => {
    server.reachable = false;
    page("crashed").edit("q1", "a", "unsaved");
    await vi.advanceTimersByTimeAsync(3000);
    vi.clearAllTimers();
    server.reachable = true;
    const store = page("next");
    store.restore(`${prefix}crashed`);
    expect(answersOf(store)).toEqual({ a: "unsaved" });
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.rows.get("q1")?.answers).toEqual({ a: "unsaved" });
    expect(namesOf(storage, prefix)).toEqual([]);
  });

  test("a save that arrived though its page never heard of it is no conflict with what was typed after it", async () => {
    const crashed = page("crashed");
    server.loseAnswers = 1;
    crashed.edit("q1", "a", "1");
    await vi.advanceTimersByTimeAsync(900);
    server.reachable = false;
    crashed.edit("q1", "a", "12");
    vi.clearAllTimers();
    server.reachable = true;
    const store = page("next");
    store.restore(`${prefix}crashed`);
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.rows.get("q1")?.answers).toEqual({ a: "12" });
  });

  test("a copy that is older than what another device saved is shown beside it", async () => {
    server.reachable = false;
    page("crashed").edit("q1", "a", "old");
    await vi.advanceTimersByTimeAsync(2000);
    vi.clearAllTimers();
    server.reachable = true;
    const device = page("device");
    device.edit("q1", "a", "newer");
    await vi.advanceTimersByTimeAsync(1000);
    const store = page("next");
    store.restore(`${prefix}crashed`);
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.rows.get("q1")?.answers).toEqual({ a: "newer" });
    expect(answersOf(store)).toEqual({ a: "old" });
    expect(store.snapshot().questions.q1?.conflict?.answers).toEqual({ a: "newer" });
  });

  test.each(["", "{", '{"q1":{"answers":3}}', "null"])("a broken record is no record: %j", (text) => {
    storage.map.set(`${prefix}broken`, text);
    const store = page("next");
    store.restore(`${prefix}broken`);
    expect(store.unsaved()).toEqual([]);
  });
});

test("the clock is the server's, however the computer's is set, and is set again at each answer", () => {
  let monotonic = 5000;
  const clock = new ServerClock(start, () => monotonic);
  monotonic += 1500;
  vi.setSystemTime(new Date("2030-01-01"));
  expect(new Date(clock.now()).toISOString()).toBe("2026-11-23T12:00:01.500Z");
  clock.heard("2026-11-23T12:00:04.000Z");
  monotonic += 1000;
  expect(new Date(clock.now()).toISOString()).toBe("2026-11-23T12:00:05.000Z");
});

test("the order of keys makes no other answer", () => {
  expect(canonical({ b: [1, { d: 1, c: undefined }], a: "x" })).toBe(canonical({ a: "x", b: [1, { d: 1 }] }));
});
