import { z } from "zod";
import type { Actor } from "../../actor.ts";
import { type Action, can } from "../../can.ts";
import { type EnrolledCourse, selectEnrolled } from "../../courses/enrolled.ts";
import { db, type Tx } from "../../db.ts";
import { Forbidden, NotFound } from "../../errors.ts";

export interface QuizAddress {
  courseSlug: string;
  quizSlug: string;
}

/** A quiz on which the actor may do `action`. @throws NotFound for strangers, Forbidden for who may only know of the course */
export async function selectForStaff(actor: Actor, { courseSlug, quizSlug }: QuizAddress, action: Action) {
  const course = await selectEnrolled(actor, courseSlug);
  const quiz = await db().quiz.findUnique({
    where: { courseId_slug: { courseId: course.id, slug: quizSlug } },
    include: { schedule: true },
  });
  if (!can(actor, action, course)) {
    // a quiz that has not opened is nobody's business yet
    if (
      !quiz ||
      !can(actor, "quiz.see", {
        ...course,
        open: quiz.currentVersionId !== null && quiz.schedule.opensAt <= new Date(),
      })
    )
      throw new NotFound(`quiz ${quizSlug}`);
    throw new Forbidden(`${action} of quiz ${quizSlug}`);
  }
  if (!quiz) throw new NotFound(`quiz ${quizSlug}`);
  return { course, quiz };
}

/** The course of an actor who may write quizzes for it. */
export async function selectForAuthor(actor: Actor, courseSlug: string): Promise<EnrolledCourse> {
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "quiz.edit", course)) throw new Forbidden(`new quiz in ${courseSlug}`);
  return course;
}

/** Holds the quiz's row until the transaction ends: two authors, or an author and a publisher, are served one after the other. */
export async function lockQuiz(tx: Tx, quizId: string): Promise<void> {
  z.uuid().parse(quizId);
  await tx.$executeRaw`SELECT 1 FROM quizzes WHERE id = ${quizId}::uuid FOR NO KEY UPDATE`;
}
