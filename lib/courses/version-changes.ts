import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type Check, type Project, projectSchema } from "../../grader/project.ts";

/** What publishing a version would change against the one that counts. */
export interface VersionChanges {
  maxScore: { from: number; to: number } | null;
  added: string[];
  removed: string[];
  /** checks whose cases, points, visibility or tolerance are others */
  changed: { check: string; points: { from: number; to: number } | null }[];
  /** every case is drawn anew */
  seed: boolean;
  statement: boolean;
  hints: boolean;
  starter: boolean;
  solution: boolean;
}

interface Stored {
  definition: unknown;
  statement: unknown;
  starter: unknown;
  solution: unknown;
  maxScore: number;
}

const sources = z.array(z.object({ path: z.string(), text: z.string() }));
const checksOf = (project: Project) => new Map(project.exercises.flatMap(({ checks }) => checks).map((c) => [c.id, c]));
const hintsOf = (project: Project) => project.exercises.map(({ id, title, hints }) => ({ id, title, hints }));
const untitled = ({ title: _, ...rest }: Check) => rest;

export function versionChanges(from: Stored, to: Stored): VersionChanges {
  const [old, now] = [projectSchema.parse(from.definition), projectSchema.parse(to.definition)];
  const [before, after] = [checksOf(old), checksOf(now)];
  const differ = (a: unknown, b: unknown) => !isDeepStrictEqual(sources.parse(a), sources.parse(b));
  return {
    maxScore: from.maxScore === to.maxScore ? null : { from: from.maxScore, to: to.maxScore },
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: [...after.values()].flatMap((check) => {
      const was = before.get(check.id);
      if (!was || isDeepStrictEqual(untitled(was), untitled(check))) return [];
      const points = was.points === check.points ? null : { from: was.points, to: check.points };
      return [{ check: check.id, points }];
    }),
    seed: old.seed !== now.seed,
    statement: !isDeepStrictEqual(from.statement, to.statement),
    hints: !isDeepStrictEqual(hintsOf(old), hintsOf(now)),
    starter: differ(from.starter, to.starter),
    solution: differ(from.solution, to.solution),
  };
}
