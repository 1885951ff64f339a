import type { Vector } from "../contract.ts";
import { type AfterForward, fromOwnForward } from "../diagnose/network/from-own-forward.ts";
import type { Activations } from "../diagnose/network/steps.ts";
import { exportOfKind } from "../kinds.ts";
import type { Session } from "../sandbox/types.ts";
import { forwardLayout, plainNetwork } from "./layout.ts";
import type { Question } from "./network-questions.ts";

/** The student's own u and y of one example; null where `forward` does not answer. */
async function ownPass(session: Session, { posed: { net } }: Question, x: Vector): Promise<Activations | null> {
  const { shape, slots } = forwardLayout(net);
  const args = [{ value: plainNetwork(net) }, { value: x }];
  const outcome = await session.call({ export: exportOfKind.forward, args, shape });
  if (outcome.status !== "returned") return null;
  const parts = slots.map(({ offset, columns }) => Array.from(outcome.values.subarray(offset, offset + columns)));
  return { x, u: parts.slice(0, net.length), y: parts.slice(net.length) };
}

/** only the order of summation may differ */
const grain = 1e-6;

/**
 * Whether a wrong answer follows from the student's own `forward`: right formulas on its u and y give the student's numbers, so
 * that the mistake is there and nowhere else.
 */
export async function followsOwnForward(
  session: Session,
  kind: AfterForward,
  question: Question & { bound: Float64Array },
  student: Float64Array,
): Promise<boolean> {
  const { posed, x, d, bound } = question;
  const c = { net: posed.net, X: x ? [x] : posed.X, D: d ? [d] : posed.D };
  const passes: Activations[] = [];
  for (const row of c.X) {
    const pass = await ownPass(session, question, row);
    if (!pass) return false;
    passes.push(pass);
  }
  return fromOwnForward(kind, c, passes).some((answer) =>
    answer.every((v, i) => Math.abs(v - student[i]!) <= 2 * bound[i]! + grain * Math.abs(v)),
  );
}
