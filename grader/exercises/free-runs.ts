import { compareFreeRuns } from "../compare/free-runs.ts";
import type { Network } from "../contract.ts";
import { unexplained } from "../diagnose/catalogue/facts.ts";
import { exportOfKind } from "../kinds.ts";
import { loss } from "../oracle/loss.ts";
import { train } from "../oracle/train.ts";
import { seededRandom } from "../random.ts";
import type { FreeRuns, Localised } from "../report.ts";
import type { Outcome, Session } from "../sandbox/types.ts";
import type { Judged } from "./exercise.ts";
import { endsSession, firstFact } from "./facts.ts";
import { plainNetwork } from "./layout.ts";
import { drawNetwork } from "./network-cases.ts";
import { remembered } from "./remembered.ts";
import { plainTraining } from "./schedule.ts";
import { poseTrainCheck, type TrainCase, type TrainCheck } from "./train-cases.ts";

interface PosedRuns {
  /** the data, batches and method are those of the family's first case */
  base: TrainCase;
  nets: Network[];
  before: number[];
  reference: number[];
  operations: number;
}

/** The trainings from other starting weights of every family that asks for them, with the oracle's final losses. */
export const poseFreeRuns = remembered((check: TrainCheck, seed: string): PosedRuns[] => {
  const cases = poseTrainCheck(check, seed);
  let first = 0;
  return check.cases.flatMap((family, index) => {
    const base = cases[first]!;
    first += family.draws;
    if (family.freeRuns === 0) return [];
    const { X, D, options } = base;
    const nets = Array.from({ length: family.freeRuns }, (_, k) => {
      const random = seededRandom(seed, check.id, index, "free run", k);
      return drawNetwork(family.layers, family.activations, family.weights, random);
    });
    return {
      base,
      nets,
      before: nets.map((net) => loss(net, X, D)),
      reference: nets.map((net) => train(net, X, D, options).losses.at(-1)!),
      operations: base.operations * family.freeRuns,
    };
  });
});

/** Final losses of the student's own trainings, in the order of the networks; or the outcome that was no answer. */
async function ownLosses(session: Session, { base, nets }: PosedRuns): Promise<number[] | Outcome> {
  const { X, D, options, layout } = base;
  const losses: number[] = [];
  for (const net of nets) {
    const args = [{ value: plainNetwork(net) }, { value: X }, { value: D }, { value: plainTraining(options) }];
    const outcome = await session.call({ export: exportOfKind.train, args, shape: layout.shape });
    if (outcome.status !== "returned") return outcome;
    losses.push(outcome.values.at(-1)!);
  }
  return losses;
}

function explained({ d, p, student }: FreeRuns): Localised {
  const K = student.length;
  const [effect, chance] = [Math.abs(d).toFixed(1), p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`];
  const [higher, alto] = d > 0 ? ["higher", "mais altos"] : ["lower", "mais baixos"];
  return {
    en: `From ${K} other starting points your final losses are ${higher} than the reference's (difference of ${effect} standard deviations, ${chance}): not one run, the whole distribution.`,
    "pt-BR": `A partir de ${K} outros pontos iniciais, os seus custos finais são ${alto} que os da referência (diferença de ${effect.replace(".", ",")} desvios padrão, ${chance.replace(".", ",")}): não em uma execução, na distribuição inteira.`,
  };
}

/** What the free runs add to a verdict: evidence where it was wrong before, a failure of their own where all else was right. */
export interface FreeRunsTried {
  runs: FreeRuns | null;
  failed: Outcome | null;
}

/** Runs them all in the session of the check; the first family whose losses differ, or the last one, is reported. */
export async function tryFreeRuns(session: Session, check: TrainCheck, seed: string): Promise<FreeRunsTried> {
  let runs: FreeRuns | null = null;
  for (const posed of poseFreeRuns(check, seed)) {
    const losses = await ownLosses(session, posed);
    if (!Array.isArray(losses)) return { runs, failed: losses };
    const random = seededRandom(seed, check.id, "permutations");
    runs = compareFreeRuns(losses, posed.reference, posed.before, random);
    if (runs.differ) break;
  }
  return { runs, failed: null };
}

export function withFreeRuns(judged: Judged, { runs, failed }: FreeRunsTried): Judged {
  const shown =
    runs && judged.convergence ? { ...judged, convergence: { ...judged.convergence, freeRuns: runs } } : judged;
  if (judged.verdict !== "accepted") return shown;
  const fact = failed && firstFact([failed]);
  if (fact) return { ...shown, flags: [], ...fact };
  if (!runs?.differ) return shown;
  return {
    ...shown,
    verdict: "wrong_answer",
    flags: [],
    explanation: explained(runs),
    diagnoses: [unexplained("losses")],
  };
}

/** multiply-adds that the free runs of a check need */
export const freeRunOperations = (check: TrainCheck, seed: string): number =>
  poseFreeRuns(check, seed).reduce((sum, { operations }) => sum + operations, 0);

export const canRunFreely = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every((outcome) => !endsSession(outcome) && outcome.status === "returned");
