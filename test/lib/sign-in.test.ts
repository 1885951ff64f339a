import { beforeAll, describe, expect, test } from "vitest";
import { selectActor } from "../../lib/auth/actor.ts";
import { hashPassword } from "../../lib/auth/password.ts";
import { verifyCredentials } from "../../lib/auth/sign-in.ts";
import { db } from "../../lib/db.ts";
import { setLocale, setTheme } from "../../lib/people/preferences.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

startTestDatabase();

const password = "right horse battery";
beforeAll(async () => {
  await makePerson("Ana", null, { passwordHash: await hashPassword(password) });
  await makePerson("Elsewhere", null); // signs in through another system only
});

const attempt = (email: string, word: string, ip: string) => verifyCredentials({ email, password: word, ip });

test("the right password, however the e-mail is written", async () => {
  expect(await attempt("  ANA@test.example ", password, "10.0.0.1")).toMatchObject({
    ok: true,
    person: { name: "Ana", email: "ana@test.example", locale: "pt-BR", theme: "auto", sessionVersion: 1 },
  });
});

test.each([
  ["a wrong password", "ana@test.example", "wrong"],
  ["no password", "ana@test.example", ""],
  ["a huge password", "ana@test.example", "x".repeat(1_000_000)],
  ["an unknown e-mail", "nobody@test.example", password],
  ["an account without a password", "elsewhere@test.example", password],
  ["an e-mail that is none", "' OR 1=1 --", password],
])("%s is refused without saying what was wrong", async (_name, email, word) => {
  expect(await attempt(email, word, "10.0.0.2")).toEqual({ ok: false, reason: "invalid" });
});

describe("after too many failures", () => {
  test("one address has to wait, also with the right password, and is told how long; others do not", async () => {
    const tries = Array.from({ length: 6 }, () => attempt("ana@test.example", "wrong", "10.0.0.3"));
    expect((await Promise.all(tries)).every((answer) => !answer.ok && answer.reason === "invalid")).toBe(true);
    const next = await attempt("ana@test.example", password, "10.0.0.3");
    expect(next).toMatchObject({ ok: false, reason: "too-many", retryAfterSeconds: expect.any(Number) });
    expect(await attempt("ana@test.example", password, "10.0.0.4")).toMatchObject({ ok: true });
  });

  test("guesses at once count like guesses one after the other", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => attempt("nobody@test.example", "guess", "10.0.0.5")),
    );
    expect(answers.filter((answer) => !answer.ok && answer.reason === "invalid").length).toBeLessThanOrEqual(6);
  });

  test("a success is given back: signing in often locks nobody out", async () => {
    for (let i = 0; i < 10; i++)
      expect(await attempt("ana@test.example", password, "10.0.0.6")).toMatchObject({ ok: true });
  });
});

describe("a session", () => {
  test("ends when its version is raised", async () => {
    const person = await db().person.findUniqueOrThrow({ where: { email: "ana@test.example" } });
    expect(await selectActor(person.id, 1)).toMatchObject({ name: "Ana" });
    await db().person.update({ where: { id: person.id }, data: { sessionVersion: 2 } });
    expect(await selectActor(person.id, 1)).toBeNull();
    expect(await selectActor(person.id, 2)).toMatchObject({ name: "Ana" });
  });

  test.each(["", "not an id", "00000000-0000-7000-8000-000000000000"])("of nobody (%j) is none", async (id) => {
    expect(await selectActor(id, 1)).toBeNull();
  });

  test("keeps language and theme with the person", async () => {
    const actor = await makePerson("Reader", null);
    await setLocale(actor, "en");
    await setTheme(actor, "dark");
    expect(await selectActor(actor.personId, 1)).toMatchObject({ locale: "en", theme: "dark" });
  });
});
