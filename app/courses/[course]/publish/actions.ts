"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { proveAgain, publishVersion } from "../../../../lib/courses/publish-version.ts";
import { rejudgeOutdated } from "../../../../lib/submissions/rejudge-outdated.ts";
import { requireActor } from "../../../_session/actor.ts";
import { orNotFound } from "../../../_session/answer.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const versionSchema = z.object({ course: slug, versionId: z.uuid() });
const publishSchema = versionSchema.extend({ replaces: z.union([z.uuid(), z.literal("")]) });
const rejudgeSchema = z.object({ course: slug, project: slug, which: z.enum(["latest", "all"]) });

/** The page says what came of it; it is in the address so that it works without a script. */
function show(course: string, result: string): never {
  redirect(`/courses/${course}/publish?result=${result}`);
}

export async function publish(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { course, versionId, replaces } = publishSchema.parse(Object.fromEntries(form));
  const published = await orNotFound(publishVersion(actor, versionId, replaces || null));
  show(course, published.ok ? "published" : published.reason);
}

export async function prove(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { course, versionId } = versionSchema.parse(Object.fromEntries(form));
  await orNotFound(proveAgain(actor, versionId));
  show(course, "proving");
}

export async function rejudge(form: FormData): Promise<void> {
  const actor = await requireActor();
  const { course, project, which } = rejudgeSchema.parse(Object.fromEntries(form));
  const count = await orNotFound(rejudgeOutdated(actor, course, project, which));
  show(course, `rejudged&count=${count}`);
}
