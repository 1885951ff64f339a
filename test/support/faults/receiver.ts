/** A process that does what the web process does with a hand-in: `submit`, and an answer once it is durable. Killed at will. */
import { z } from "zod";
import { toActor } from "../../../lib/auth/actor.ts";
import { db } from "../../../lib/db.ts";
import { submit } from "../../../lib/submissions/submit.ts";

const request = z.object({ key: z.string(), personId: z.uuid(), source: z.string() });

process.on("message", async (message) => {
  const { key, personId, source } = request.parse(message);
  try {
    const person = await db().person.findUniqueOrThrow({ where: { id: personId } });
    const answer = await submit(toActor(person), {
      courseSlug: "small",
      projectSlug: "small",
      idempotencyKey: key,
      files: [{ path: "solution.ts", bytes: new TextEncoder().encode(source) }],
    });
    process.send?.({
      key,
      submissionId: answer.ok ? answer.submissionId : null,
      refused: answer.ok ? null : answer.reason,
    });
  } catch (error) {
    process.send?.({ key, submissionId: null, refused: null, error: String(error) });
  }
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
