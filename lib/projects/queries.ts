import type { ExerciseKind } from "../../grader/kinds.ts";
import type { Localised, Visibility } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import type { Role } from "../courses/queries.ts";
import type { ScheduleState } from "../schedule.ts";
import type { SubmissionRow } from "../submissions/queries.ts";

export interface ProjectPage {
  course: { slug: string; title: Localised; timeZone: string };
  slug: string;
  title: Localised;
  role: Role | null;
  /** Markdown with KaTeX; sections of exercises start with `## <exercise id>` */
  statement: Localised;
  maxScore: number;
  exercises: {
    id: string;
    title: Localised;
    hints: { en: string[]; "pt-BR": string[] };
    maxScore: number;
    /** hidden ones with their worth only; their cases never leave the server */
    checks: { id: string; kind: ExerciseKind; title?: Localised; points: number; visibility: Visibility }[];
  }[];
  schedule: ScheduleState;
  /** null for someone who hands in alone */
  group: { name: string; members: { personId: string; name: string }[] } | null;
  /** newest first */
  submissions: SubmissionRow[];
  can: { submit: boolean; seeSubmissions: boolean };
}

export declare function selectProjectPage(actor: Actor, courseSlug: string, projectSlug: string): Promise<ProjectPage>;
export declare function selectStarter(
  actor: Actor,
  courseSlug: string,
  projectSlug: string,
): Promise<{ path: string; text: string }[]>;
