import { type ExerciseKind, exportOfKind } from "../kinds.ts";
import type { Diagnosis } from "../report.ts";
import type { Session } from "../sandbox/types.ts";
import { type Ingredient, ingredients, kindOf, replay } from "./replay.ts";
import { type TrainCase, trainedValues } from "./train-cases.ts";

/** Every non-empty choice of exports, single ones first. */
const choices: readonly ReadonlySet<Ingredient>[] = [
  ...ingredients.map((one) => [one]),
  ["gradient", "loss"],
  ["gradient", "rule"],
  ["loss", "rule"],
  [...ingredients],
].map((choice) => new Set(choice as Ingredient[]));

/** A replay follows the student's own program step by step: only the order of summation may differ. */
function reproduces(
  replayed: Float64Array,
  { student, bound }: { student: Float64Array; bound: Float64Array },
): boolean {
  return replayed.every((value, i) => Math.abs(value - student[i]!) <= 2 * bound[i]! + 1e-6 * Math.abs(student[i]!));
}

/**
 * The exports that a wrong `train` only suffers from, found by training with them: the oracle's loop and the student's own
 * `gradient`, `loss` or update rule give the student's numbers. Empty when the fault is in `train` itself.
 */
export async function blamed(session: Session, posed: TrainCase, student: Float64Array): Promise<ExerciseKind[]> {
  for (const own of choices) {
    const trained = await replay(session, posed, own);
    if (trained && trained !== "fails" && reproduces(trainedValues(trained), { student, bound: posed.bound })) {
      return [...own].map((ingredient) => kindOf(ingredient, posed));
    }
  }
  return [];
}

/** The export that fails, or brings NaN or Infinity into this training, for a `train` that has no numbers to show. */
export async function blamedForFailure(session: Session, posed: TrainCase): Promise<ExerciseKind[]> {
  for (const one of ingredients) {
    if ((await replay(session, posed, new Set([one]))) === "fails") return [kindOf(one, posed)];
  }
  return [];
}

/** a diagnosis this much less sure than the best one is the doubt of a check whose cases could not tell */
const muchLessSure = 0.2;

/**
 * What was found for the exports at fault, said of the check that suffers from them; one of each code. Of two checks of one
 * kind the later one, whose networks are larger, comes first; the doubts of a check are dropped where another one is sure.
 */
export function carried(kinds: readonly ExerciseKind[], found: ReadonlyMap<ExerciseKind, Diagnosis[]>): Diagnosis[] {
  const codes = new Map<string, Diagnosis>();
  for (const kind of kinds) {
    const known = found.get(kind) ?? [];
    const best = Math.max(...known.map(({ confidence }) => confidence));
    const sure = known.filter(({ confidence }) => confidence > best - muchLessSure);
    // NaN is a fact and certain, but what brings it about says more
    const rank = ({ code, confidence }: Diagnosis) => (code === "not-finite" ? 0 : confidence);
    for (const diagnosis of sure.toSorted((a, b) => rank(b) - rank(a))) {
      if (!codes.has(diagnosis.code)) codes.set(diagnosis.code, { export: exportOfKind[kind], ...diagnosis });
    }
  }
  return [...codes.values()];
}
