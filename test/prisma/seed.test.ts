import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, expect, test, vi } from "vitest";
import { db } from "../../lib/db.ts";
import { startTestDatabase } from "../support/database.ts";

const { url } = startTestDatabase();

const seed = () =>
  spawn(process.execPath, ["prisma/seed.ts"], {
    env: { ...process.env, DATABASE_URL: url() },
    stdio: ["ignore", "ignore", "inherit"],
  });
const children: ReturnType<typeof seed>[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

const count = async () => ({
  people: await db().person.count(),
  attempts: await db().quizAttempt.count(),
  marks: await db().quizMark.count(),
  submissions: await db().submission.count(),
  groups: await db().membership.count(),
});

test("a demonstration whose making was killed is completed by the next start, and then stays as it is", async () => {
  const killed = seed();
  children.push(killed);
  const isAmidst = async () => expect(await db().quizAttempt.count()).toBeGreaterThan(5);
  await vi.waitFor(isAmidst, { timeout: 120_000, interval: 20 });
  killed.kill("SIGKILL");
  await once(killed, "exit");
  const partial = await count();

  const finish = async () => {
    const child = seed();
    children.push(child);
    expect(await once(child, "exit")).toEqual([0, null]);
    return count();
  };
  const whole = await finish();
  expect(whole.attempts).toBeGreaterThan(partial.attempts);
  const students = await db().enrolment.findMany({ where: { role: "student" }, select: { personId: true } });
  const takers = await db().quizAttempt.groupBy({ by: ["personId"] });
  expect(takers).toHaveLength(students.length);
  expect(whole.marks).toBeGreaterThan(10);
  expect(whole).toMatchObject({ submissions: 1, groups: 3 });
  expect(await finish()).toEqual(whole);
}, 300_000);
