import type { Actor } from "../../actor.ts";
import { can } from "../../can.ts";
import { selectEnrolled } from "../../courses/enrolled.ts";
import { db } from "../../db.ts";
import { Forbidden, NotFound } from "../../errors.ts";

/** Who may change dates and time of a quiz. @throws NotFound, Forbidden */
export async function selectForTime(actor: Actor, courseSlug: string, quizSlug: string) {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "quiz.change-time", course)) throw new Forbidden(`time of quiz ${quizSlug}`);
  const quiz = await db().quiz.findUnique({ where: { courseId_slug: { courseId: course.id, slug: quizSlug } } });
  if (!quiz) throw new NotFound(`quiz ${quizSlug}`);
  return { course, quiz };
}

/** A person of the quiz's course, to whom something is granted. @throws NotFound */
export async function requireEnrolled(courseId: string, personId: string): Promise<void> {
  const enrolled = await db().enrolment.findUnique({ where: { courseId_personId: { courseId, personId } } });
  if (!enrolled) throw new NotFound(`person ${personId} in course ${courseId}`);
}
