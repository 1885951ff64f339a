import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** Date and time as they stand in a form, on the clock of the course's zone: "2025-12-07T23:59". */
export const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/);

/** The instant of a time of the clock: in the hour that a change of the clocks skips or repeats, the later one. */
export function instantOf(time: string, timeZone: string): Date {
  const zoned = Temporal.PlainDateTime.from(time).toZonedDateTime(timeZone, { disambiguation: "later" });
  return new Date(zoned.epochMilliseconds);
}

/** An instant on the clock of a zone, as forms take it. */
export function localTimeOf(instant: string | Date, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(new Date(instant).getTime());
  return at.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
}
