import { diagnoseTrain } from "../diagnose/train.ts";
import { type ExerciseKind, exportOfKind } from "../kinds.ts";
import type { Convergence, Diagnosis } from "../report.ts";
import type { Session } from "../sandbox/types.ts";
import { agreeOnTrainings } from "./batched-opinion.ts";
import { blamed, blamedForFailure, carried } from "./blame.ts";
import { inSession, type Judged, type Judging } from "./exercise.ts";
import { endsSession } from "./facts.ts";
import { canRunFreely, freeRunOperations, poseFreeRuns, tryFreeRuns, withFreeRuns } from "./free-runs.ts";
import { withStationary } from "./surface.ts";
import { poseTrainCheck, type TrainCase, type TrainCheck, trainedValues } from "./train-cases.ts";
import { type Answered, agrees, finiteOrNull, judge, valuesOf } from "./verdict.ts";

/** The two learning curves; the first divergence is the first epoch whose loss is outside its own bound. */
export function convergenceOf(student: Float64Array, reference: Float64Array, bound: Float64Array): Convergence {
  const first = student.findIndex((J, e) => !(Math.abs(J - reference[e]!) <= bound[e]!));
  return {
    student: Array.from(student, finiteOrNull),
    reference: Array.from(reference, finiteOrNull),
    firstDivergence: first < 0 ? null : first,
    finalLoss: finiteOrNull(student.at(-1)!),
    referenceFinalLoss: finiteOrNull(reference.at(-1)!),
  };
}

function lossesOf(answered: Answered): Convergence | undefined {
  const slot = answered.layout.slots.find(({ name }) => name === "losses");
  const student = valuesOf(answered);
  if (!slot || !student) return undefined;
  const part = (values: Float64Array) => values.slice(slot.offset, slot.offset + slot.columns);
  return convergenceOf(part(student), part(answered.right), part(answered.bound));
}

/** The curves of the case that the verdict shows. */
export function withConvergence(judged: Judged, answers: readonly Answered[]): Judged {
  const shown = answers.find((answered) => answered.label === judged.shownCase && valuesOf(answered) !== null);
  const convergence = shown && lossesOf(shown);
  return convergence ? { ...judged, convergence } : judged;
}

/** An export that only passes on another one's mistake carries that one's code; otherwise the mistake is sought in `train`. */
async function diagnose(
  { found }: Judging,
  session: Session,
  posed: readonly TrainCase[],
  answers: readonly Answered[],
): Promise<Diagnosis[]> {
  const probes = answers.map((answered, i) => ({ ...answered, case: posed[i]!, student: valuesOf(answered) }));
  const wrong = probes
    .filter((probe) => probe.student?.every(Number.isFinite) && !agrees(probe))
    .sort((a, b) => a.case.steps - b.case.steps)[0];
  const kinds = wrong?.student
    ? await blamed(session, wrong.case, wrong.student)
    : await blamedForFailure(session, probes.find((probe) => !agrees(probe))?.case ?? posed[0]!);
  const handed = carried(kinds, found);
  // without numbers nothing else can be told
  if (handed.length > 0 || !wrong) return handed;
  const suspects: ExerciseKind[] = ["gradient", wrong.case.options.method];
  const known = carried(suspects, found).filter(({ code }) => code !== "unexplained" && code !== "not-finite");
  const own = diagnoseTrain(probes, new Set(known.map(({ code }) => code)));
  if (kinds.length > 0) return own.map((diagnosis) => ({ ...diagnosis, export: exportOfKind[kinds[0]!] }));
  // of two mistakes the one that is known from another export is said as it was there
  return own.length === 1 ? own : own.map((one) => known.find(({ code }) => code === one.code) ?? one);
}

/** Judges `train`: the trained network and J after every epoch, against the bound of the whole trajectory. */
export async function judgeTrain(judging: Judging<TrainCheck>): Promise<Judged> {
  const { check, seed, reference } = judging;
  const posed = poseTrainCheck(check, seed);
  const operations = posed.reduce((sum, one) => sum + one.operations, freeRunOperations(check, seed));
  for (const { base, nets } of poseFreeRuns(check, seed))
    await agreeOnTrainings(check.id, { ...base, nets }, reference);
  return inSession(judging, { operations }, async (session) => {
    const answers: Answered[] = [];
    for (const [caseIndex, { label, layout, args, right, bound, exact }] of posed.entries()) {
      const outcome = await session.call({ export: exportOfKind.train, args, shape: layout.shape });
      answers.push({ caseIndex, label, layout, outcome, right, bound, exact });
      if (endsSession(outcome) || outcome.status === "missing_export") break;
    }
    const freely = canRunFreely(answers.map(({ outcome }) => outcome))
      ? await tryFreeRuns(session, check, seed)
      : { runs: null, failed: null };
    const usage = session.usage();
    const first = posed[0]!;
    if (answers[0]) answers[0].tfjs = trainedValues(await reference.train(first.net, first.X, first.D, first.options));
    const judged = await judge({
      kind: check.kind,
      answers,
      cases: posed.length,
      usage,
      diagnose: () => diagnose(judging, session, posed, answers),
    });
    return withFreeRuns(withStationary(withConvergence(judged, answers), posed, answers), freely);
  });
}
