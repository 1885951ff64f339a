import type { Localised } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import type { ScheduleState } from "../schedule.ts";
import type { LiveState } from "../submissions/state.ts";

export type Role = "student" | "ta" | "instructor";

export interface CourseCard {
  slug: string;
  title: Localised;
  timeZone: string;
  /** null: a site admin without an enrolment */
  role: Role | null;
  /** projects that are open or late or open soon, soonest first */
  nextDeadlines: { projectSlug: string; title: Localised; schedule: ScheduleState }[];
}

export interface CoursePage {
  slug: string;
  title: Localised;
  timeZone: string;
  role: Role | null;
  projects: {
    slug: string;
    title: Localised;
    maxScore: number;
    schedule: ScheduleState;
    /** of the actor's group, or of the actor; null before the first one */
    latest: { id: string; number: number; receivedAt: string; state: LiveState; score: number | null } | null;
  }[];
  can: { seeSubmissions: boolean };
}

export interface RecentSubmission {
  id: string;
  number: number;
  courseSlug: string;
  projectSlug: string;
  projectTitle: Localised;
  receivedAt: string;
  state: LiveState;
  /** what the viewer may see of the score; null until graded */
  score: number | null;
  maxScore: number;
}

export declare function listCourses(actor: Actor): Promise<CourseCard[]>;
export declare function selectCourse(actor: Actor, courseSlug: string): Promise<CoursePage>;
/** The last hand-ins of the actor and the actor's groups, newest first. */
export declare function listRecentSubmissions(actor: Actor, limit?: number): Promise<RecentSubmission[]>;
