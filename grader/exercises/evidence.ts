import { disguisesOf, poisoned } from "../diagnose/flags/disguise.ts";
import type { RelationTried } from "../diagnose/flags/hard-coded-output.ts";
import type { MoreEvidence } from "../diagnose/flags/network-flags.ts";
import { exportOfKind } from "../kinds.ts";
import { gradient } from "../oracle/gradient.ts";
import { flatten } from "../oracle/parameters.ts";
import { seededRandom } from "../random.ts";
import type { Session } from "../sandbox/types.ts";
import { gradientLayout, plainNetwork } from "./layout.ts";
import { drawNetwork, type NetworkCase } from "./network-cases.ts";
import { relativeDistance } from "./verdict.ts";

type Batch = Pick<NetworkCase, "net" | "X" | "D">;

async function ask(session: Session, { net, X, D }: Batch): Promise<Float64Array | null> {
  const args = [{ value: plainNetwork(net) }, { value: X }, { value: D }];
  const outcome = await session.call({ export: exportOfKind.gradient, args, shape: gradientLayout(net).shape });
  return outcome.status === "returned" && outcome.values.every(Number.isFinite) ? outcome.values : null;
}

/** 2-H-H-1, wider and wider: parameters grow with the square of H, the nodes that backpropagation visits with H */
const widths = [3, 6, 12, 24];

/** How the calls of Math functions grow with the network: the program could forge them, so they are evidence and no more. */
async function callCounts(session: Session): Promise<NonNullable<MoreEvidence["counts"]>> {
  const counts = [];
  for (const width of widths) {
    const random = seededRandom("call counts", width);
    const net = drawNetwork([2, width, width, 1], ["tanh", "tanh", "linear"], "ordinary", random);
    const before = session.usage().mathCalls;
    const g = await ask(session, { net, X: [[0.5, -0.25]], D: [[0.75]] });
    if (!g) return [];
    counts.push({ parameters: g.length, calls: session.usage().mathCalls - before });
  }
  return counts;
}

/** The error before and after 1e6 is added to the targets of the case with a linear output. */
async function poisonedTargets(session: Session, { net, X, D }: Batch): Promise<NonNullable<MoreEvidence["poisoned"]>> {
  const linear = {
    net: net.map((layer, m) => (m === net.length - 1 ? { ...layer, f: "linear" as const } : layer)),
    X,
    D,
  };
  const worse = poisoned(linear);
  const [plainAnswer, poisonedAnswer] = [await ask(session, linear), worse && (await ask(session, worse))];
  if (!worse || !plainAnswer || !poisonedAnswer) return [];
  const error = (answer: Float64Array, batch: Batch) =>
    relativeDistance(answer, flatten(gradient(batch.net, batch.X, batch.D)));
  return [{ plain: error(plainAnswer, linear), poisoned: error(poisonedAnswer, worse) }];
}

async function relations(session: Session, posed: Batch, bound: Float64Array): Promise<RelationTried[]> {
  const plain = await ask(session, posed);
  if (!plain) return [];
  const tried: RelationTried[] = [];
  for (const { name, net, X, D, back } of disguisesOf(posed)) {
    const disguised = await ask(session, { net, X, D });
    tried.push({ name, plain, disguised: disguised && back(disguised), bound });
  }
  return tried;
}

/** What is measured of a `gradient` that was found right, beyond its answers; for flags only. */
export async function gradientEvidence(
  session: Session,
  posed: NetworkCase,
  bound: Float64Array,
): Promise<MoreEvidence> {
  return {
    relations: await relations(session, posed, bound),
    poisoned: await poisonedTargets(session, posed),
    counts: await callCounts(session),
  };
}
