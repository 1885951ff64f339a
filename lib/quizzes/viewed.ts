import type { Prisma } from "../../generated/prisma/client.ts";
import type { ScheduleWithOverrides } from "../projects/standing.ts";
import type { PublishedContent } from "./content.ts";
import { type Moment, type Releases, type Reveal, revealOf } from "./reveal.ts";
import { quizClosesForAll } from "./standing.ts";

/** What deciding about revealing needs of a quiz's row. */
export const quizParts = {
  schedule: { include: { overrides: true } },
} satisfies Prisma.QuizInclude;

/**
 * What of an attempt's results may be seen now.
 * @param lastEnd the latest end of an attempt that still goes on, such as one that was reopened after the close
 */
export function revealAt(
  quiz: PublishedContent["quiz"],
  stored: Releases & { schedule: ScheduleWithOverrides },
  at: Pick<Moment, "ended" | "now"> & { timeZone: string; lastEnd: Date | null },
  everything: boolean,
): Reveal {
  const closes = quizClosesForAll(stored.schedule, at.timeZone);
  const closesForAll = at.lastEnd !== null && at.lastEnd > closes ? at.lastEnd : closes;
  return revealOf(quiz, stored, { ended: at.ended, now: at.now, closesForAll }, everything);
}
