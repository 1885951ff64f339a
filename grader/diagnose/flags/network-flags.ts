import type { ExerciseKind } from "../../kinds.ts";
import type { Flag } from "../../report.ts";
import { type Answer, hardCodedOutput, type RelationTried } from "./hard-coded-output.ts";
import type { Measured } from "./measured.ts";
import { nearTolerance } from "./near-tolerance.ts";
import { type CallCount, numericalDifferentiation, type PoisonedTargets } from "./numerical-differentiation.ts";
import { singlePrecision } from "./single-precision.ts";

/** What an exercise may have measured besides its answers. */
export interface MoreEvidence {
  counts?: readonly CallCount[];
  poisoned?: readonly PoisonedTargets[];
  relations?: readonly RelationTried[];
}

const differentiated: ReadonlySet<ExerciseKind> = new Set<ExerciseKind>(["gradient", "hessian", "sensitivities"]);

/** The flags of a check whose answers are all right; evidence for a person, never a verdict. */
export function networkFlags(
  kind: ExerciseKind,
  answers: readonly (Measured & Answer)[],
  more: MoreEvidence = {},
): Flag[] {
  const differences = differentiated.has(kind) ? numericalDifferentiation(answers, more) : null;
  const flags = [
    differences,
    hardCodedOutput(answers, more.relations),
    // one cause for the same missing digits is enough
    differences === null ? singlePrecision(answers) : null,
    nearTolerance(answers),
  ];
  return flags.filter((flag) => flag !== null);
}
