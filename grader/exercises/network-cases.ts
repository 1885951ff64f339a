import type { Activation, Matrix, Network } from "../contract.ts";
import { drawExamples } from "../oracle/datasets.ts";
import { forward } from "../oracle/forward.ts";
import { gradient } from "../oracle/gradient.ts";
import type { NetworkFamily } from "../project.ts";
import { type Random, seededRandom } from "../random.ts";
import { networkLabel } from "./layout.ts";

/** A network with examples, drawn on the float32 grid. */
export interface NetworkCase {
  net: Network;
  X: Matrix;
  D: Matrix;
  relation: Relation;
  label: string;
}

type Relation = NetworkFamily["relation"];
type Weights = NetworkFamily["weights"];

/** Weights and biases, standard normal and scaled as the family says; ordinary is 1/sqrt(N_{m-1}), so that u stays near 1. */
export function drawNetwork(
  sizes: readonly number[],
  activations: readonly Activation[],
  weights: Weights,
  random: Random,
  saturation = 12,
): Network {
  return activations.map((f, m) => {
    const inputs = sizes[m]!;
    const nodes = sizes[m + 1]!;
    const ordinary = 1 / Math.sqrt(inputs);
    const scale = { ordinary, unit: 1, small: 0.05 * ordinary, saturated: saturation * ordinary }[weights];
    const draw = () => Math.fround(scale * random.normal());
    return {
      W: Array.from({ length: nodes }, () => Array.from({ length: inputs }, draw)),
      b: Array.from({ length: nodes }, draw),
      f,
    };
  });
}

const kinked: ReadonlySet<Activation> = new Set(["relu", "leaky-relu", "elu"]);

/** how far from a kink an activation must stay, relative to the terms it is the sum of: finite differences must not cross it */
const clearance = 1e-3;

function nearKink({ net, X }: Pick<NetworkCase, "net" | "X">): boolean {
  if (!net.some(({ f }) => kinked.has(f))) return false;
  return X.some((x) => {
    const { u, y } = forward(net, x);
    return net.some(({ W, b, f }, m) => {
      if (!kinked.has(f)) return false;
      const input = m === 0 ? x : y[m - 1]!;
      return u[m]!.some((ui, i) => {
        const terms = W[i]!.reduce((sum, w, j) => sum + Math.abs(w * input[j]!), Math.abs(b[i]!));
        return Math.abs(ui) <= clearance * terms;
      });
    });
  });
}

/** e^80 and its square are numbers in double precision, e^80 and its inverse in single precision, too */
const largestExponent = 80;
const exponentials: ReadonlySet<Activation> = new Set(["logistic", "tanh", "softplus"]);

/**
 * Whether a textbook's formula, such as ln(1 + e^u) or -d ln y, would over- or underflow: that is no mistake of whoever uses it.
 * (An e^u of softmax is: its largest u can be taken off.)
 */
function outOfRange({ net, X, D }: Pick<NetworkCase, "net" | "X" | "D">): boolean {
  const crossEntropy = net.at(-1)!.f === "softmax";
  return X.some((x, n) => {
    const { u } = forward(net, x);
    const out = u.at(-1)!;
    const most = Math.max(...out);
    return (
      net.some(({ f }, m) => exponentials.has(f) && u[m]!.some((v) => Math.abs(v) > largestExponent)) ||
      (crossEntropy && D[n]!.some((d, j) => d > 0 && most - out[j]! > largestExponent))
    );
  });
}

/** `steps` of gradient descent with alpha 0.1, and back on the float32 grid. */
function trained(net: Network, X: Matrix, D: Matrix, steps: number): Network {
  let current = net;
  for (let k = 0; k < steps; k++) {
    const g = gradient(current, X, D);
    current = current.map(({ W, b, f }, m) => ({
      W: W.map((row, i) => row.map((w, j) => Math.fround(w - 0.1 * g[m]!.W[i]![j]!))),
      b: b.map((bi, i) => Math.fround(bi - 0.1 * g[m]!.b[i]!)),
      f,
    }));
  }
  return current;
}

const mostAttempts = 60;

/** Where layers without a limit of their own follow each other, x12 leaves the range in nearly every draw: then less is saturated enough. */
const saturationOf = (attempt: number) => 12 * 2 ** -Math.max(0, Math.floor((attempt - 20) / 10));

/**
 * Draw number `draw` of family `index` of a check. Cases at a kink, out of the range of the formulas, and those that `acceptable`
 * refuses (uninformative ones) are drawn again; a family that never gives an acceptable case is a fault of the project and throws.
 * One that never stays in range is taken as it is: its weights are its author's.
 */
export function drawNetworkCase(
  seed: string,
  check: string,
  index: number,
  draw: number,
  family: NetworkFamily,
  acceptable: (candidate: NetworkCase) => boolean = () => true,
): NetworkCase {
  let beyond: NetworkCase | undefined;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const random = seededRandom(seed, check, index, draw, attempt);
    const { layers, activations, examples, dataset, targets, weights, trainedFor, relation } = family;
    const { X, D } = drawExamples(
      dataset,
      examples,
      layers[0]!,
      layers.at(-1)!,
      activations.at(-1)!,
      targets,
      random.fork("examples"),
    );
    const drawn = drawNetwork(layers, activations, weights, random.fork("network"), saturationOf(attempt));
    const net = trained(drawn, X, D, trainedFor);
    const candidate = { net, X, D, relation, label: networkLabel(net, X.length) };
    if (nearKink(candidate)) continue;
    if (outOfRange(candidate)) beyond ??= candidate;
    else if (acceptable(candidate)) return candidate;
  }
  if (beyond && acceptable(beyond)) return beyond;
  throw new Error(`${check}: family ${index + 1} gives no usable case in ${mostAttempts} attempts`);
}
