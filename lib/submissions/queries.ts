import type { SourceFile } from "../../grader/compile/types.ts";
import type { ExerciseKind } from "../../grader/kinds.ts";
import type { Localised, Report, Verdict, Visibility } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import type { VisibleReport } from "./redact.ts";
import type { LiveState } from "./state.ts";

export interface SubmissionRow {
  id: string;
  number: number;
  receivedAt: string;
  contentHash: string;
  submittedBy: string;
  state: LiveState;
  /** what the viewer may see of it, before any late penalty; null until graded */
  score: number | null;
  shownMaxScore: number | null;
  maxScore: number;
  /** derived from the schedule, never stored */
  lateDays: number;
  penaltyPercent: number;
}

export interface SubmissionPage extends SubmissionRow {
  course: { slug: string; title: Localised; timeZone: string };
  project: { slug: string; title: Localised };
  /** whose work it is: the person, or the members of the group at that time */
  members: string[];
  viewer: "owner" | "staff";
  report: VisibleReport | null;
  /** titles and hints, for naming the report's exercises and checks */
  exercises: {
    id: string;
    title: Localised;
    hints: { en: string[]; "pt-BR": string[] };
    checks: { id: string; kind: ExerciseKind; title?: Localised; points: number; visibility: Visibility }[];
  }[];
  files: SourceFile[];
  /** files of the hand-in just before this one, for the difference; null for the first */
  previousFiles: { number: number; files: SourceFile[] } | null;
  /** every hand-in of the same group or person to this project, newest first, this one included */
  history: SubmissionRow[];
}

export interface ListedSubmission {
  id: string;
  number: number;
  projectSlug: string;
  projectTitle: Localised;
  members: string[];
  submittedBy: string;
  receivedAt: string;
  state: LiveState;
  status: Report["status"] | null;
  score: number | null;
  maxScore: number;
  lateDays: number;
  penaltyPercent: number;
  /** verdicts of the checks that failed, most frequent first */
  verdicts: Verdict[];
}

export interface SubmissionFilter {
  /** slug */
  project?: string;
  /** part of a name or e-mail */
  person?: string;
  status?: Report["status"] | "pending";
  /** some check of it ended so */
  verdict?: Verdict;
  /** newest first by default */
  sort?: "newest" | "oldest" | "score-ascending" | "score-descending";
  /** `next` of the page before */
  cursor?: string;
  /** rows in a page, 50 by default, 200 at most */
  limit?: number;
}

export interface SubmissionList {
  rows: ListedSubmission[];
  /** null on the last page */
  next: string | null;
  projects: { slug: string; title: Localised }[];
}

export declare function selectSubmission(actor: Actor, submissionId: string): Promise<SubmissionPage>;
export declare function listSubmissions(
  actor: Actor,
  courseSlug: string,
  filter: SubmissionFilter,
): Promise<SubmissionList>;
