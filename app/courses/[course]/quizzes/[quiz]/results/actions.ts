"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { selectEnrolled } from "../../../../../../lib/courses/enrolled.ts";
import { instantOf, localTime } from "../../../../../../lib/quizzes/local-time.ts";
import { releasable, setReleased } from "../../../../../../lib/quizzes/release.ts";
import { grantAllowance } from "../../../../../../lib/quizzes/taking/allowance.ts";
import { grantDates, moveQuizDates } from "../../../../../../lib/quizzes/taking/dates.ts";
import { reopenAttempt } from "../../../../../../lib/quizzes/taking/reopen.ts";
import { requireActor } from "../../../../../_session/actor.ts";
import { orNotFound } from "../../../../../_session/answer.ts";

const addressSchema = z.object({ courseSlug: z.string(), quizSlug: z.string(), back: z.string().max(2000).catch("") });

/** Back to the list as it was filtered, with what came of it. */
function show({ courseSlug, quizSlug, back }: z.infer<typeof addressSchema>, result: string): never {
  const query = new URLSearchParams(back);
  query.set("result", result);
  redirect(`/courses/${courseSlug}/quizzes/${quizSlug}/results?${query}`);
}

export async function release(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = addressSchema
    .extend({ what: z.enum(releasable), released: z.enum(["true", "false"]) })
    .parse(Object.fromEntries(form));
  const released = asked.released === "true";
  await orNotFound(setReleased(actor, { ...asked, released }));
  show(asked, released ? "released" : "withheld");
}

export async function allow(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = addressSchema
    .extend({
      personId: z.uuid(),
      extraMinutes: z.coerce.number().int().min(0).max(1440),
      extraAttempts: z.coerce.number().int().min(0).max(100),
      reason: z.string().trim().max(500),
    })
    .parse(Object.fromEntries(form));
  const { back: _, ...request } = asked;
  await orNotFound(grantAllowance(actor, request));
  show(asked, "allowed");
}

export async function reopen(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = addressSchema
    .extend({
      attemptId: z.uuid(),
      minutes: z.coerce.number().int().min(1).max(10_080),
      reason: z.string().trim().max(500),
    })
    .parse(Object.fromEntries(form));
  const reopened = await orNotFound(reopenAttempt(actor, asked));
  show(asked, reopened.ok ? "reopened" : "not-reopened");
}

/** An empty time is none: as for everybody. */
const ownTime = z.union([z.literal(""), localTime]);

export async function moveDates(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = addressSchema.extend({ opens: localTime, due: localTime }).parse(Object.fromEntries(form));
  const { courseSlug, quizSlug, opens, due } = asked;
  const { timeZone } = await orNotFound(selectEnrolled(actor, courseSlug));
  const dates = { opensAt: instantOf(opens, timeZone), dueAt: instantOf(due, timeZone) };
  const moved = await orNotFound(moveQuizDates(actor, { courseSlug, quizSlug, ...dates }));
  show(asked, moved.ok ? "moved" : "not-moved");
}

export async function ownDates(form: FormData): Promise<void> {
  const actor = await requireActor();
  const asked = addressSchema
    .extend({ personId: z.uuid(), opens: ownTime, due: ownTime, reason: z.string().trim().max(500) })
    .parse(Object.fromEntries(form));
  const { courseSlug, quizSlug, personId, reason } = asked;
  const { timeZone } = await orNotFound(selectEnrolled(actor, courseSlug));
  const at = (time: string) => (time === "" ? null : instantOf(time, timeZone));
  const moved = await orNotFound(
    grantDates(actor, { courseSlug, quizSlug, personId, reason, opensAt: at(asked.opens), dueAt: at(asked.due) }),
  );
  show(asked, moved.ok ? "moved" : "not-moved");
}
