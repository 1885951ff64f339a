import { describe, expect, test } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { type Action, actions, can, type Role } from "../../lib/can.ts";

const person: Actor = {
  personId: "0",
  name: "Somebody",
  email: "somebody@test.example",
  admin: false,
  locale: "en",
  theme: "auto",
};
const admin = { ...person, admin: true };

/** Who is who, in the order of the columns below. Students' things are open and their own where it says so. */
const who = {
  stranger: { actor: person, thing: { role: null, mine: false, open: true } },
  student: { actor: person, thing: { role: "student", mine: false, open: true } },
  owner: { actor: person, thing: { role: "student", mine: true, open: true } },
  early: { actor: person, thing: { role: "student", mine: false, open: false } },
  left: { actor: person, thing: { role: null, mine: true, open: true } },
  ta: { actor: person, thing: { role: "ta", mine: false, open: false } },
  instructor: { actor: person, thing: { role: "instructor", mine: false, open: false } },
  admin: { actor: admin, thing: { role: null, mine: false, open: false } },
} satisfies Record<string, { actor: Actor; thing: { role: Role | null; mine: boolean; open: boolean } }>;
type Who = keyof typeof who;

/** Everybody who may; whoever is not named may not. */
const matrix: Record<Action, readonly Who[]> = {
  "course.see": ["student", "owner", "early", "ta", "instructor", "admin"],
  "course.change-roles": ["instructor", "admin"],
  "course.read-audit": ["instructor", "admin"],
  "project.see": ["student", "owner", "ta", "instructor", "admin"],
  "project.hand-in": ["student", "owner", "ta", "instructor"],
  "project.see-solution": ["ta", "instructor", "admin"],
  "project.change": ["instructor", "admin"],
  "project.publish": ["instructor", "admin"],
  "schedule.change": ["instructor", "admin"],
  "group.change": ["ta", "instructor", "admin"],
  "submission.list": ["ta", "instructor", "admin"],
  "submission.see": ["owner", "ta", "instructor", "admin"],
  "submission.see-whole-report": ["ta", "instructor", "admin"],
  "submission.comment": ["ta", "instructor", "admin"],
  "submission.rejudge": ["ta", "instructor", "admin"],
  "submission.change-grade": ["ta", "instructor", "admin"],
  "operations.see": ["instructor", "admin"],
  "grading.retry": ["instructor", "admin"],
  "grading.discard": ["instructor", "admin"],
  "quiz.see": ["student", "owner", "ta", "instructor", "admin"],
  "quiz.take": ["student", "owner", "ta", "instructor"],
  "quiz.see-attempt": ["owner", "ta", "instructor", "admin"],
  "quiz.answer": ["owner"],
  "quiz.see-key": ["ta", "instructor", "admin"],
  "quiz.mark": ["ta", "instructor", "admin"],
  "quiz.comment": ["ta", "instructor", "admin"],
  "quiz.analyse": ["ta", "instructor", "admin"],
  "quiz.edit": ["instructor", "admin"],
  "quiz.publish": ["instructor", "admin"],
  "quiz.release": ["instructor", "admin"],
  "quiz.regrade": ["instructor", "admin"],
  "quiz.change-time": ["instructor", "admin"],
  "regrade.request": ["owner"],
  "regrade.resolve": ["ta", "instructor", "admin"],
};

describe("the matrix of rights", () => {
  test("names every action", () => expect(Object.keys(matrix).sort()).toEqual([...actions].sort()));

  const cells = actions.flatMap((action) =>
    (Object.keys(who) as Who[]).map((name) => ({ action, name, allowed: matrix[action].includes(name) })),
  );
  test.each(cells)("$action by $name: $allowed", ({ action, name, allowed }) => {
    const { actor, thing } = who[name];
    expect(can(actor, action, thing)).toBe(allowed);
  });
});
