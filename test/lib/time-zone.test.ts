import { expect, test } from "vitest";
import { db } from "../../lib/db.ts";
import { startTestDatabase } from "../support/database.ts";

const { url } = startTestDatabase();

// what an administrator may have set for the database or the role, and what initdb takes from the machine
test.each([
  ["TimeZone", "America/Sao_Paulo"],
  ["TimeZone", "Asia/Kolkata"],
  ["DateStyle", "SQL, DMY"],
])("instants are the same whatever the database's %s (%s)", async (setting, value) => {
  const name = new URL(url()).pathname.slice(1);
  const instant = new Date("2026-11-30T23:59:59.123Z");
  await db().$executeRawUnsafe(`ALTER DATABASE ${name} SET ${setting} TO '${value}'`);
  await db().$disconnect();
  const { id } = await db().schedule.create({
    data: { opensAt: new Date("2026-11-01T00:00:00Z"), dueAt: instant },
  });
  expect((await db().schedule.findUniqueOrThrow({ where: { id } })).dueAt).toEqual(instant);
  // the very instant, and not one that is shifted on its way in and back on its way out
  const [stored] = await db().$queryRaw<{ same: boolean }[]>`
    SELECT due_at = timestamptz '2026-11-30 23:59:59.123+00' AS same FROM schedules WHERE id = ${id}::uuid`;
  expect(stored!.same).toBe(true);
  const [given] = await db().$queryRaw<{ at: Date }[]>`SELECT timestamptz '2026-11-30 23:59:59.123+00' AS at`;
  expect(given!.at).toEqual(instant);
  await db().$executeRawUnsafe(`ALTER DATABASE ${name} RESET ${setting}`);
});
