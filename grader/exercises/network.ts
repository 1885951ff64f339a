import { centralDifferences } from "../compare/finite-differences.ts";
import type { Network } from "../contract.ts";
import { type AskedCase, diagnoseNetwork } from "../diagnose/network.ts";
import { isWrong, type Probe } from "../diagnose/recognise.ts";
import { exportOfKind } from "../kinds.ts";
import { flatten, unflattenNetwork } from "../oracle/parameters.ts";
import type { Check, NetworkFamily } from "../project.ts";
import type { ReferenceEngine } from "../reference/types.ts";
import type { TensorReport } from "../report.ts";
import type { Session } from "../sandbox/types.ts";
import { carried } from "./blame.ts";
import { type Bounded, boundsOf } from "./bounds.ts";
import { gradientEvidence } from "./evidence.ts";
import { inSession, type Judged, type Judging, ReferenceDispute } from "./exercise.ts";
import { endsSession } from "./facts.ts";
import { followsOwnForward } from "./forward-blame.ts";
import { hessianBlocks } from "./hessian-blocks.ts";
import { plainNetwork } from "./layout.ts";
import { drawNetworkCase, type NetworkCase } from "./network-cases.ts";
import { type NetworkKind, type Question, questionsOf } from "./network-questions.ts";
import { remembered } from "./remembered.ts";
import { agreementOf, withAgreement } from "./triangulation.ts";
import { type Answered, finiteOrNull, judge, relativeDistance, valuesOf } from "./verdict.ts";

export type NetworkCheck = Extract<Check, { kind: NetworkKind }>;

export interface Asked extends Question, Bounded {
  caseIndex: number;
}

/** All calls of a check with the oracle's answers and bounds: the same, bit for bit, for the same project and grader. */
export const poseNetworkCheck = remembered((check: NetworkCheck, seed: string): Asked[] => {
  let caseIndex = 0;
  return check.cases.flatMap((family: NetworkFamily, index) =>
    Array.from({ length: family.draws }, (_, draw) => {
      let posed: Asked[] = [];
      drawNetworkCase(seed, check.id, index, draw, family, (candidate: NetworkCase) => {
        posed = questionsOf(check.kind, candidate).map((question, call) => ({
          ...question,
          ...boundsOf(
            (round) => question.oracle({ round }),
            question.layout,
            [seed, check.id, index, draw, call, "bound"],
            {
              factor: check.tolerance,
            },
          ),
          caseIndex,
        }));
        return posed.every(({ informative }) => informative);
      });
      caseIndex += 1;
      return posed;
    }).flat(),
  );
});

/** TensorFlow.js on a question; outside the float32 bound of the oracle the case is in dispute, which is our fault. */
export async function secondOpinion(
  asked: Asked,
  engine: ReferenceEngine,
  id: string,
): Promise<Float64Array | undefined> {
  const values = await asked.tfjs(engine);
  if (!values) return undefined;
  const off = values.findIndex((value, i) => !(Math.abs(value - asked.right[i]!) <= asked.bound[i]!));
  if (off >= 0) {
    const { label } = asked.posed;
    throw new ReferenceDispute(
      `${id}, ${label}: the oracle says ${asked.right[off]}, TensorFlow.js on ${engine.backend} says ${values[off]} (component ${off}, bound ${asked.bound[off]})`,
    );
  }
  return values;
}

async function callAll(session: Session, name: string, asked: readonly Asked[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const { args, layout, caseIndex, posed, right, bound, exact } of asked) {
    const outcome = await session.call({ export: name, args, shape: layout.shape });
    answers.push({ caseIndex, label: posed.label, layout, outcome, right, bound, exact });
    if (endsSession(outcome) || outcome.status === "missing_export") break;
  }
  return answers;
}

/** The student's own `loss` of a network; NaN once it does not answer. */
function ownLoss(session: Session, { posed }: Question): (net: Network) => Promise<number> {
  let answers = true;
  return async (net) => {
    if (!answers) return Number.NaN;
    const args = [{ value: plainNetwork(net) }, { value: posed.X }, { value: posed.D }];
    const outcome = await session.call({ export: exportOfKind.loss, args, shape: "number" });
    answers = outcome.status === "returned";
    return outcome.status === "returned" ? outcome.values[0]! : Number.NaN;
  };
}

const mostOwnLossCalls = 500;

/** Numerical gradient of the student's own `loss` at a question; null when there is no such export or it does not answer. */
async function gradientOfOwnLoss(session: Session, question: Question): Promise<Float64Array | null> {
  const { net } = question.posed;
  const w = flatten(net);
  if (2 * w.length > mostOwnLossCalls) return null;
  const lossOf = ownLoss(session, question);
  if (!Number.isFinite(await lossOf(net))) return null;
  const g = await centralDifferences((at) => lossOf(unflattenNetwork(at, net)), w);
  return g.every(Number.isFinite) ? g : null;
}

function withOwnLoss(tensors: TensorReport[], shown: Answered, own: Float64Array): TensorReport[] {
  const student = valuesOf(shown)!;
  return tensors.map((tensor, k) => {
    const { offset, rows, columns } = shown.layout.slots[k]!;
    const part = (values: Float64Array) => values.subarray(offset, offset + rows * columns);
    return { ...tensor, againstOwnLoss: finiteOrNull(relativeDistance(part(student), part(own))) };
  });
}

/** wrong answers that must all follow from the student's `forward` */
const mostFollowed = 2;

async function suffersFromForward(
  session: Session,
  kind: NetworkKind,
  asked: readonly Asked[],
  probes: readonly Probe<AskedCase>[],
): Promise<boolean> {
  if (kind === "forward" || kind === "hessian") return false;
  let followed = 0;
  for (const [i, probe] of probes.entries()) {
    if (followed === mostFollowed) break;
    if (!probe.student?.every(Number.isFinite) || !isWrong(probe)) continue;
    if (!(await followsOwnForward(session, kind, asked[i]!, probe.student))) return false;
    followed += 1;
  }
  return followed > 0;
}

/** Judges `forward`, `loss`, `sensitivities`, `gradient` or `hessian`: every call of every case within its own bound. */
export async function judgeNetwork(judging: Judging<NetworkCheck>): Promise<Judged> {
  const { check, seed, reference } = judging;
  const asked = poseNetworkCheck(check, seed);
  const opinions = await Promise.all(asked.map((question) => secondOpinion(question, reference, check.id)));
  const operations = asked.reduce((sum, question) => sum + question.operations, 0);
  return inSession(judging, { operations }, async (session) => {
    const answers = await callAll(session, exportOfKind[check.kind], asked);
    for (const [i, answered] of answers.entries()) {
      const tfjs = opinions[i];
      if (tfjs) answered.tfjs = tfjs;
    }
    const usage = session.usage();
    const probes: Probe<AskedCase>[] = answers.map((answered, i) => ({
      case: {
        ...asked[i]!.posed,
        ...(asked[i]!.x ? { x: asked[i]!.x } : {}),
        ...(asked[i]!.d ? { d: asked[i]!.d } : {}),
      },
      student: valuesOf(answered),
      right: answered.right,
      bound: answered.bound,
    }));
    const judged = await judge({
      kind: check.kind,
      answers,
      cases: new Set(asked.map(({ caseIndex }) => caseIndex)).size,
      usage,
      diagnose: async () => {
        const handed = carried(["forward"], judging.found);
        if (handed.length > 0 && (await suffersFromForward(session, check.kind, asked, probes))) return handed;
        // what J the student differentiates: a convention has the same factor in both
        for (const [i, probe] of check.kind === "gradient" ? probes.entries() : []) {
          const J = await ownLoss(session, asked[i]!)(asked[i]!.posed.net);
          if (Number.isFinite(J)) probe.case.ownLoss = J;
        }
        return diagnoseNetwork(check.kind, probes);
      },
      ...(check.kind === "gradient"
        ? { evidence: () => gradientEvidence(session, asked[0]!.posed, asked[0]!.bound) }
        : {}),
    });
    if (judged.tensors.length === 0) return judged;
    const shown = answers.findIndex((answered) => answered.label === judged.shownCase && valuesOf(answered) !== null);
    if (check.kind === "hessian") {
      const blocks = hessianBlocks(asked[shown]!.posed.net, valuesOf(answers[shown]!)!, answers[shown]!);
      return { ...judged, tensors: [...judged.tensors, ...blocks] };
    }
    if (check.kind !== "gradient") return judged;
    const own = await gradientOfOwnLoss(session, asked[shown]!);
    if (!own) return judged;
    const tensors = withOwnLoss(judged.tensors, answers[shown]!, own);
    const student = valuesOf(answers[shown]!)!;
    if (judged.verdict !== "wrong_answer" || !student.every(Number.isFinite)) return { ...judged, tensors };
    const agreement = agreementOf(student, own, answers[shown]!.right);
    return { ...judged, tensors, explanation: withAgreement(judged.explanation, agreement) };
  });
}
