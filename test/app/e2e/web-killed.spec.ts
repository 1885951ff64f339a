import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { demonstrationPassword } from "../../../lib/people/demonstration.ts";
import { signInOverHttp } from "../../support/web-client.ts";
import { webProcess } from "../../support/web-process.ts";
import { inDatabase } from "./database.ts";

/** Students without a group, so that each has a count of their own. */
const people = ["student4@t320.example", "aluna5@t320.example"];
const each = 4;
const kills = 3;

test("the web server is killed again and again while hand-ins arrive: none that was acknowledged is lost, none is there twice", async () => {
  test.slow();
  const base = process.env.NABLA_E2E_URL!;
  const home = process.env.NABLA_E2E_HOME!;
  const clients = await Promise.all(people.map((email) => signInOverHttp(base, email, demonstrationPassword)));
  const run = Date.now().toString(36);
  const attempts = new Map<string, number>();

  /** Sends until there is an answer, as the page does, with the same key. */
  async function untilAcknowledged(person: number, n: number): Promise<string> {
    await wait(n * 500); // spread over all deaths
    const key = `web-killed-${run}-${person}-${n}`;
    for (;;) {
      attempts.set(key, (attempts.get(key) ?? 0) + 1);
      const answer = await clients[person]!.handIn(
        "t320/projects/project-2",
        key,
        `export const n = ${person + 2 * n};\n`,
      );
      if (answer) return answer.submissionId;
      await wait(100);
    }
  }

  let done = false;
  const killing = (async () => {
    for (let n = 0; n < kills && !done; n += 1) {
      let pid = await webProcess(home);
      for (; pid === null; pid = await webProcess(home)) await wait(50);
      await wait(n * 40); // at another moment of its life each time
      process.kill(pid, "SIGKILL");
      await wait(400);
    }
  })();
  const handed = await Promise.all(
    people.flatMap((_, person) => Array.from({ length: each }, (_, n) => untilAcknowledged(person, n))),
  );
  done = true;
  await killing;

  expect(new Set(handed).size).toBe(people.length * each);
  expect([...attempts.values()].some((times) => times > 1)).toBe(true);
  const rows = await inDatabase("SELECT idempotency_key AS key, id FROM submissions WHERE idempotency_key LIKE $1", [
    `web-killed-${run}-%`,
  ]);
  expect(rows.map(({ id }) => id).sort()).toEqual([...handed].sort());
  await expect
    .poll(
      () =>
        fetch(`${base}/api/health`).then(
          (answer) => answer.ok,
          () => false,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
});
