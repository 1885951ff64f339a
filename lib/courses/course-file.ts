import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { parse } from "yaml";
import { z } from "zod";
import { localised } from "../../grader/report.ts";

const instant = z.strictObject({
  /** days after the day on which the course is published; negative before it */
  days: z.number().int(),
  /** time of day in the course's zone */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);

/** `course.yaml`: a course as it lies on disk, projects in folders beside it. */
const courseSchema = z.strictObject({
  slug,
  title: localised,
  timeZone: z.string().refine((zone) => {
    try {
      Temporal.Now.zonedDateTimeISO(zone);
      return true;
    } catch {
      return false;
    }
  }, "is not an IANA time zone"),
  projects: z.array(
    z.strictObject({
      folder: z.string(),
      slug,
      opens: instant,
      due: instant,
      late: z
        .strictObject({ days: z.number().int().nonnegative(), percentPerDay: z.number().min(0).max(100) })
        .default({ days: 0, percentPerDay: 0 }),
    }),
  ),
  /** nobody answers late: a quiz ends when it is due */
  quizzes: z.array(z.strictObject({ folder: z.string(), slug, opens: instant, due: instant })).default([]),
});
export type CourseFile = z.infer<typeof courseSchema>;

/** The text of a `course.yaml`, or what is wrong with it, one line a place. */
export function parseCourseFile(text: string): { ok: true; file: CourseFile } | { ok: false; problems: string } {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    return { ok: false, problems: error instanceof Error ? error.message : String(error) };
  }
  const parsed = courseSchema.safeParse(content);
  return parsed.success ? { ok: true, file: parsed.data } : { ok: false, problems: z.prettifyError(parsed.error) };
}

/** Reads `course.yaml` of a folder. @throws Error naming every place that is wrong */
export async function readCourseFile(folder: string): Promise<CourseFile> {
  const file = join(folder, "course.yaml");
  const parsed = parseCourseFile(await readFile(file, "utf8"));
  if (!parsed.ok) throw new Error(`${file} is not right:\n${parsed.problems}`);
  return parsed.file;
}

/** The instant that `days` and `at` name, counted from the calendar day of `now` in the zone. */
export function instantOf(offset: z.infer<typeof instant>, timeZone: string, now: Date): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const at = today
    .add({ days: offset.days })
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(offset.at) });
  return new Date(at.epochMilliseconds);
}
