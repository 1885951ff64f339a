import type { Gradient, Matrix, Network, UpdateOptions } from "../contract.ts";
import { type ExerciseKind, exportOfKind } from "../kinds.ts";
import { gradient } from "../oracle/gradient.ts";
import { loss } from "../oracle/loss.ts";
import { flatten, unflattenGradient, unflattenNetwork } from "../oracle/parameters.ts";
import type { Trained } from "../oracle/train.ts";
import { updateRules } from "../oracle/update-rules.ts";
import type { Call, Outcome, Session, Shape } from "../sandbox/types.ts";
import { gradientLayout, plainNetwork } from "./layout.ts";
import type { TrainCase } from "./train-cases.ts";

/** An export of the student's that a training can be made of. */
export type Ingredient = "gradient" | "loss" | "rule";

export const ingredients: readonly Ingredient[] = ["gradient", "loss", "rule"];

export function kindOf(ingredient: Ingredient, { options }: Pick<TrainCase, "options">): ExerciseKind {
  return ingredient === "rule" ? options.method : ingredient;
}

/** thrown inside a replay and caught at its end: there is no such export, so nothing can be replayed */
const missing = Symbol("missing");

/** thrown likewise: the student's export throws, or returns another shape, NaN or Infinity; all that follows is as useless */
const failure = Symbol("failure");

function finite(outcome: Outcome): Float64Array {
  if (outcome.status === "missing_export") throw missing;
  if (outcome.status !== "returned" || !outcome.values.every(Number.isFinite)) throw failure;
  return outcome.values;
}

const ask = async (session: Session, call: Call): Promise<Float64Array> => finite(await session.call(call));

const transposedShape = (net: Network): Shape => ({
  list: net.map(({ W, b }) => ({ record: { W: { matrix: [W[0]!.length, b.length] }, b: { vector: b.length } } })),
});

const batchArguments = (net: Network, X: Matrix, D: Matrix) => [
  { value: plainNetwork(net) },
  { value: X },
  { value: D },
];

/**
 * The oracle's training loop with some of its parts replaced by the student's own exports, called in the box: where this gives
 * the student's numbers, `train` is right and only passes on what it was handed.
 * @returns null where one of those exports is missing, "fails" where it does not return finite numbers of the right shape
 */
export async function replay(
  session: Session,
  posed: TrainCase,
  own: ReadonlySet<Ingredient>,
): Promise<Trained | "fails" | null> {
  const { net, X, D, options } = posed;
  // such a gradient has shapes that `gradient` is faulted for; a `train` that flattens it goes on with its numbers
  const shapes = [gradientLayout(net).shape, transposedShape(net), gradientLayout(net.toReversed()).shape];
  const gradientAt = async (at: Network, Xb: Matrix, Db: Matrix): Promise<Gradient> => {
    if (!own.has("gradient")) return gradient(at, Xb, Db);
    const call: Call = { export: "gradient", args: batchArguments(at, Xb, Db), shape: shapes[0]! };
    const outcome = await session.call(call);
    if (outcome.status === "bad_return" && shapes.length > 1) {
      shapes.shift();
      return gradientAt(at, Xb, Db);
    }
    return unflattenGradient(finite(outcome), net);
  };
  const lossAt = async (at: Network): Promise<number> => {
    if (!own.has("loss")) return loss(at, X, D);
    return (await ask(session, { export: "loss", args: batchArguments(at, X, D), shape: "number" }))[0]!;
  };
  const oracleStep = updateRules[options.method](flatten(net).length, options as UpdateOptions);
  const { epochs, method, ...hyper } = options;
  let steps = 0;
  const update = async (w: Float64Array, g: Float64Array): Promise<Float64Array> => {
    if (!own.has("rule")) {
      const change = oracleStep(g);
      return w.map((wi, i) => wi + change[i]!);
    }
    steps += 1;
    return ask(session, {
      export: exportOfKind[method],
      args: [{ value: [...w] }, { value: [...g] }, { state: steps === 1 ? "fresh" : true }, { value: { ...hyper } }],
      shape: { record: { w: { vector: w.length } } },
      keep: "state",
    });
  };
  try {
    let current = net;
    const losses = [await lossAt(current)];
    for (const epoch of epochs) {
      for (const batch of epoch) {
        const g = await gradientAt(
          current,
          batch.map((n) => X[n]!),
          batch.map((n) => D[n]!),
        );
        current = unflattenNetwork(await update(flatten(current), flatten(g)), net);
      }
      losses.push(await lossAt(current));
    }
    return { net: current, losses };
  } catch (error) {
    if (error === missing) return null;
    if (error === failure) return "fails";
    throw error;
  }
}
