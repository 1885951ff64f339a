import { diagnoseMultiStart } from "../diagnose/multi-start.ts";
import { exportOfKind } from "../kinds.ts";
import { bestOf, initialNetworks } from "../oracle/multi-start.ts";
import { flatten } from "../oracle/parameters.ts";
import type { Diagnosis } from "../report.ts";
import type { Session } from "../sandbox/types.ts";
import { agreeOnTrainings } from "./batched-opinion.ts";
import { carried } from "./blame.ts";
import { inSession, type Judged, type Judging } from "./exercise.ts";
import { endsSession } from "./facts.ts";
import { plainNetwork, trainedLayout } from "./layout.ts";
import { type MultiStartCase, type MultiStartCheck, poseMultiStartCheck } from "./multi-start-cases.ts";
import { plainTraining } from "./schedule.ts";
import { withStationary } from "./surface.ts";
import { withConvergence } from "./train.ts";
import { type Answered, agrees, judge, valuesOf } from "./verdict.ts";

const startsOf = ({ sizes, net, draws }: MultiStartCase) =>
  initialNetworks(
    sizes,
    net.map(({ f }) => f),
    draws,
  );

/**
 * What a right `multiStart` makes of the student's own `train`; null where there is none, "fails" where it does not return
 * finite numbers of the right shape.
 */
async function withOwnTrain(session: Session, posed: MultiStartCase): Promise<Float64Array | "fails" | null> {
  const { net, X, D, options } = posed;
  const nets: Float64Array[] = [];
  const losses: number[] = [];
  const layout = trainedLayout(net, options.epochs.length + 1);
  for (const start of startsOf(posed)) {
    const args = [{ value: plainNetwork(start) }, { value: X }, { value: D }, { value: plainTraining(options) }];
    const outcome = await session.call({ export: exportOfKind.train, args, shape: layout.shape });
    if (outcome.status === "missing_export") return null;
    if (outcome.status !== "returned" || !outcome.values.every(Number.isFinite)) return "fails";
    nets.push(outcome.values.slice(0, flatten(net).length));
    losses.push(outcome.values.at(-1)!);
  }
  return Float64Array.from([...nets[bestOf(losses)]!, ...losses]);
}

async function diagnose(
  { found }: Judging,
  session: Session,
  posed: readonly MultiStartCase[],
  answers: readonly Answered[],
): Promise<Diagnosis[]> {
  const probes = answers.map((answered, i) => ({ ...answered, case: posed[i]!, student: valuesOf(answered) }));
  const wrong = probes.find((probe) => probe.student?.every(Number.isFinite) && !agrees(probe));
  const failed = wrong ?? probes.find((probe) => !agrees(probe));
  const own = failed ? await withOwnTrain(session, failed.case) : null;
  if (!wrong?.student) return own === "fails" ? carried(["train"], found) : [];
  const { student, bound } = wrong;
  const follows =
    own instanceof Float64Array &&
    own.every((v, i) => Math.abs(v - student[i]!) <= 2 * bound[i]! + 1e-6 * Math.abs(student[i]!));
  const handed = follows ? carried(["train"], found) : [];
  return handed.length > 0 ? handed : diagnoseMultiStart(probes);
}

/** Judges `multiStart`: every start's final J, in order, and the best network. */
export async function judgeMultiStart(judging: Judging<MultiStartCheck>): Promise<Judged> {
  const { check, seed, reference } = judging;
  const posed = poseMultiStartCheck(check, seed);
  for (const one of posed) await agreeOnTrainings(check.id, { ...one, nets: startsOf(one) }, reference);
  const operations = posed.reduce((sum, one) => sum + one.operations, 0);
  return inSession(judging, { operations }, async (session) => {
    const answers: Answered[] = [];
    for (const [caseIndex, { label, layout, args, right, bound, exact }] of posed.entries()) {
      const outcome = await session.call({ export: exportOfKind["multi-start"], args, shape: layout.shape });
      answers.push({ caseIndex, label, layout, outcome, right, bound, exact });
      if (endsSession(outcome) || outcome.status === "missing_export") break;
    }
    const judged = await judge({
      kind: check.kind,
      answers,
      cases: posed.length,
      usage: session.usage(),
      diagnose: () => diagnose(judging, session, posed, answers),
    });
    return withStationary(withConvergence(judged, answers), posed, answers);
  });
}
