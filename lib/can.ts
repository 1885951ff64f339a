import type { Actor } from "./actor.ts";

export type Role = "student" | "ta" | "instructor";

/** What a right depends on, besides the actor: the actor's role in the thing's course, and whether the thing is the actor's own. */
export interface Thing {
  /** null: not enrolled */
  role: Role | null;
  /** a submission or an attempt of the actor, or of a group of which the actor was a member when it was received */
  mine?: boolean;
  /** a project or a quiz that students may see: its opening time has come */
  open?: boolean;
}

const enrolled = ({ role }: Thing) => role !== null;
const staff = ({ role }: Thing) => role === "ta" || role === "instructor";
const instructor = ({ role }: Thing) => role === "instructor";
const mine = (thing: Thing) => enrolled(thing) && thing.mine === true;

/** Who may do what. A site admin may see everything and administer courses, but hands nothing in without an enrolment. */
const rules = {
  "course.see": enrolled,
  "course.change-roles": instructor,
  "course.read-audit": instructor,
  "project.see": (thing) => staff(thing) || (enrolled(thing) && thing.open === true),
  "project.hand-in": (thing) => staff(thing) || (enrolled(thing) && thing.open === true),
  "project.see-solution": staff,
  "project.change": instructor,
  "project.publish": instructor,
  "schedule.change": instructor,
  "group.change": staff,
  "submission.list": staff,
  "submission.see": (thing) => staff(thing) || mine(thing),
  "submission.see-whole-report": staff,
  "submission.comment": staff,
  "submission.rejudge": staff,
  "submission.change-grade": staff,
  "operations.see": instructor,
  "grading.retry": instructor,
  "grading.discard": instructor,
  "quiz.see": (thing) => staff(thing) || (enrolled(thing) && thing.open === true),
  "quiz.take": (thing) => staff(thing) || (enrolled(thing) && thing.open === true),
  "quiz.see-attempt": (thing) => staff(thing) || mine(thing),
  "quiz.answer": mine,
  "quiz.see-key": staff,
  "quiz.mark": staff,
  "quiz.comment": staff,
  "quiz.analyse": staff,
  "quiz.edit": instructor,
  "quiz.publish": instructor,
  "quiz.release": instructor,
  "quiz.regrade": instructor,
  "quiz.change-time": instructor,
  "regrade.request": mine,
  "regrade.resolve": staff,
} satisfies Record<string, (thing: Thing) => boolean>;

export type Action = keyof typeof rules;
export const actions = Object.keys(rules) as Action[];

/** Actions that belong to a person's own work: being an admin does not stand in for being enrolled. */
const personal: ReadonlySet<Action> = new Set(["project.hand-in", "quiz.take", "quiz.answer", "regrade.request"]);

/** Whether `actor` may do `action` to `thing`. The only place where rights are decided; every entry point of lib/ asks it. */
export function can(actor: Actor, action: Action, thing: Thing): boolean {
  if (actor.admin && !personal.has(action)) return true;
  return rules[action](thing);
}
