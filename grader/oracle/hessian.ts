import type { Matrix, Network, Vector } from "../contract.ts";
import { timesJacobian, timesJacobianAlong } from "./activation.ts";
import { forward, type Pass } from "./forward.ts";
import { divisorOf, type LossName, lossOf } from "./loss.ts";
import { parameterCount } from "./parameters.ts";
import { addScaled, dot, type How, type Round, transposedTimes, unrounded } from "./rounding.ts";
import { outputSensitivity, reverse } from "./sensitivities.ts";

/** One parameter: w_{i,j}^m when `column` is j, b_i^m when it is null; `layer` counts from 0. */
interface Parameter {
  layer: number;
  row: number;
  column: number | null;
}

function parametersOf(net: Network): Parameter[] {
  const all: Parameter[] = [];
  net.forEach(({ W, b }, layer) => {
    W.forEach((weights, row) => {
      for (let column = 0; column < weights.length; column++) all.push({ layer, row, column });
    });
    b.forEach((_, row) => {
      all.push({ layer, row, column: null });
    });
  });
  return all;
}

const zeros = (length: number): Vector => new Array<number>(length).fill(0);

/** Derivatives Ru^m, Ry^m of the forward pass along one parameter. */
function forwardAlong(net: Network, x: Vector, pass: Pass, p: Parameter, round: Round): { Ru: Vector[]; Ry: Vector[] } {
  const Ru: Vector[] = [];
  const Ry: Vector[] = [];
  net.forEach(({ W, f }, m) => {
    if (m < p.layer) {
      Ru.push(zeros(W.length));
      Ry.push(zeros(W.length));
      return;
    }
    const moved =
      m === p.layer
        ? W.map((_, i) => (i !== p.row ? 0 : p.column === null ? 1 : (m === 0 ? x : pass.y[m - 1]!)[p.column]!))
        : W.map((row) => dot(row, Ry[m - 1]!, 0, round));
    Ru.push(moved);
    Ry.push(timesJacobian(f, pass.u[m]!, pass.y[m]!, moved, round));
  });
  return { Ru, Ry };
}

/** Derivative of delta^M along the direction. MSE: -2 (R{F'} e - F' Ry); cross-entropy: Ry sum_j d_j. */
function outputSensitivityAlong(
  net: Network,
  pass: Pass,
  tangent: { Ru: Vector[]; Ry: Vector[] },
  d: Vector,
  lossName: LossName,
  round: Round,
): Vector {
  const r = round ?? unrounded;
  const u = pass.u.at(-1)!;
  const y = pass.y.at(-1)!;
  const Ru = tangent.Ru.at(-1)!;
  const Ry = tangent.Ry.at(-1)!;
  if (lossName === "cross-entropy") {
    const total = d.reduce((sum, v) => r(sum + v), 0);
    return Ry.map((v) => r(v * total));
  }
  const f = net.at(-1)!.f;
  const minus2e = y.map((v, j) => r(-2 * r(d[j]! - v)));
  const curved = timesJacobianAlong(f, { u, y }, { Ru, Ry }, minus2e, round);
  const twiceRy = Ry.map((v) => 2 * v);
  return timesJacobian(f, u, y, twiceRy, round).map((v, j) => r(v + curved[j]!));
}

/**
 * Hessian of J, P x P, parameters in the order of `flatten`: each row is the gradient differentiated along one parameter
 * (Pearlmutter's R-operator), exact up to rounding:
 * R delta^{m-1} = R{F'} (W^m)^T delta^m + F' ((RW^m)^T delta^m + (W^m)^T R delta^m), R G^m = R delta^m y^T + delta^m (Ry)^T.
 */
export function hessian(net: Network, X: Matrix, D: Matrix, how: How = {}): Matrix {
  const { round } = how;
  const r = round ?? unrounded;
  const lossName = lossOf(net);
  const parameters = parametersOf(net);
  const H: Matrix = parameters.map(() => zeros(parameterCount(net)));
  for (let n = 0; n < X.length; n++) {
    const x = X[n]!;
    const pass = forward(net, x, how);
    const delta = reverse(net, pass, outputSensitivity(net, pass, D[n]!, lossName, round), round);
    const back = net.map(({ W }, m) => transposedTimes(W, delta[m]!, W[0]!.length, round));
    parameters.forEach((p, k) => {
      const tangent = forwardAlong(net, x, pass, p, round);
      let Rdelta = outputSensitivityAlong(net, pass, tangent, D[n]!, lossName, round);
      let end = H.length;
      for (let m = net.length - 1; m >= 0; m--) {
        const input = m === 0 ? x : pass.y[m - 1]!;
        const rows = Rdelta.length;
        const start = end - rows * (input.length + 1);
        for (let i = 0; i < rows; i++) {
          const at = start + i * input.length;
          const part = new Array<number>(input.length).fill(0);
          addScaled(part, Rdelta[i]!, input, round);
          if (m > 0) addScaled(part, delta[m]![i]!, tangent.Ry[m - 1]!, round);
          for (let j = 0; j < part.length; j++) H[k]![at + j] = r(H[k]![at + j]! + part[j]!);
          const bias = end - rows + i;
          H[k]![bias] = r(H[k]![bias]! + Rdelta[i]!);
        }
        end = start;
        if (m === 0) break;
        const through = transposedTimes(net[m]!.W, Rdelta, input.length, round);
        if (m === p.layer && p.column !== null) {
          through[p.column] = r(through[p.column]! + delta[m]![p.row]!);
        }
        const below = { u: pass.u[m - 1]!, y: pass.y[m - 1]! };
        const moved = { Ru: tangent.Ru[m - 1]!, Ry: tangent.Ry[m - 1]! };
        const curved = timesJacobianAlong(net[m - 1]!.f, below, moved, back[m]!, round);
        Rdelta = timesJacobian(net[m - 1]!.f, below.u, below.y, through, round).map((v, i) => r(v + curved[i]!));
      }
    });
  }
  const divisor = divisorOf(net, X.length);
  return H.map((row) => row.map((v) => r(v / divisor)));
}
