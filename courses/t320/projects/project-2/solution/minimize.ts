import type { MinimizeOptions, Vector } from "nabla";

type Objective = (w: Vector) => number;
type ObjectiveGradient = (w: Vector) => Vector;

interface Point {
  w: Vector;
  f: number;
  g: Vector;
}

const dot = (a: Vector, b: Vector): number => a.reduce((sum, ai, i) => sum + ai * b[i], 0);
const norm = (a: Vector): number => Math.sqrt(dot(a, a));
const along = (w: Vector, t: number, p: Vector): Vector => w.map((wi, i) => wi + t * p[i]);

/** f and grad at points, within the budget: `at` gives null when a point can no longer be paid for. */
class Evaluator {
  best: Point | undefined;
  private readonly f: Objective;
  private readonly grad: ObjectiveGradient;
  private left: number;

  constructor(f: Objective, grad: ObjectiveGradient, maxEvaluations: number) {
    this.f = f;
    this.grad = grad;
    this.left = maxEvaluations;
  }

  at(w: Vector): Point | null {
    if (this.left < 2) return null;
    this.left -= 2;
    const point = { w, f: this.f([...w]), g: [...this.grad([...w])] };
    if (this.best === undefined || point.f < this.best.f) this.best = point;
    return point;
  }
}

/** Where a cubic through both ends' values and slopes has its minimum, kept away from the ends. */
function cubicStep(a: number, fa: number, da: number, b: number, fb: number, db: number): number {
  const d1 = da + db - (3 * (fa - fb)) / (a - b);
  const root = Math.sqrt(Math.max(0, d1 * d1 - da * db)) * Math.sign(b - a);
  const t = b - ((b - a) * (db + root - d1)) / (db - da + 2 * root);
  const low = Math.min(a, b) + 0.1 * Math.abs(b - a);
  const high = Math.max(a, b) - 0.1 * Math.abs(b - a);
  return t >= low && t <= high ? t : (a + b) / 2;
}

/** A step along p that satisfies the strong Wolfe conditions (Nocedal & Wright, algorithms 3.5 and 3.6). */
function lineSearch(evaluator: Evaluator, from: Point, p: Vector, first: number): Point | null {
  const slope0 = dot(from.g, p);
  const enough = (t: number, f: number): boolean => f <= from.f + 1e-4 * t * slope0;
  const flat = (slope: number): boolean => Math.abs(slope) <= -0.9 * slope0;

  let low = { t: 0, f: from.f, slope: slope0 };
  let high: typeof low | undefined;
  let t = first;
  for (let trial = 0; trial < 40; trial++) {
    const point = evaluator.at(along(from.w, t, p));
    if (point === null) return null;
    const here = { t, f: point.f, slope: dot(point.g, p) };
    if (!enough(t, here.f) || (here.f >= low.f && low.t > 0)) {
      high = here;
    } else {
      if (flat(here.slope)) return point;
      if (high === undefined ? here.slope >= 0 : here.slope * (high.t - low.t) >= 0) high = low;
      low = here;
    }
    if (high === undefined) t *= 2;
    else if (!Number.isFinite(high.f)) t = (low.t + high.t) / 2;
    else t = cubicStep(low.t, low.f, low.slope, high.t, high.f, high.slope);
  }
  return null;
}

/** H_k g by the two loops over the stored pairs s = change of w, y = change of the gradient. */
function twoLoops(pairs: { s: Vector; y: Vector }[], g: Vector): Vector {
  let q = g;
  const alphas = pairs.map(() => 0);
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { s, y } = pairs[i];
    alphas[i] = dot(s, q) / dot(s, y);
    q = along(q, -alphas[i], y);
  }
  if (pairs.length > 0) {
    const { s, y } = pairs[pairs.length - 1];
    const scale = dot(s, y) / dot(y, y);
    q = q.map((qi) => scale * qi);
  }
  pairs.forEach(({ s, y }, i) => {
    q = along(q, alphas[i] - dot(y, q) / dot(s, y), s);
  });
  return q;
}

/** L-BFGS with ten pairs. Returns the best point met, within the budget of calls of f and grad together. */
export function minimize(f: Objective, grad: ObjectiveGradient, w0: Vector, options: MinimizeOptions): Vector {
  const evaluator = new Evaluator(f, grad, options.maxEvaluations);
  let point = evaluator.at([...w0]);
  let pairs: { s: Vector; y: Vector }[] = [];
  while (point !== null && !(norm(point.g) <= options.tolerance)) {
    let p = twoLoops(pairs, point.g).map((v) => -v);
    if (!(dot(p, point.g) < 0)) {
      pairs = [];
      p = point.g.map((v) => -v);
    }
    const next = lineSearch(evaluator, point, p, pairs.length === 0 ? Math.min(1, 1 / norm(point.g)) : 1);
    if (next === null) {
      if (pairs.length === 0) break; // not even the steepest descent gets lower: rounding is all that is left
      pairs = [];
      continue;
    }
    const s = along(next.w, -1, point.w);
    const y = along(next.g, -1, point.g);
    if (dot(s, y) > 1e-12 * norm(s) * norm(y)) pairs = [...pairs.slice(-9), { s, y }];
    point = next;
  }
  const converged = point !== null && norm(point.g) <= options.tolerance;
  const answer = converged ? point : evaluator.best;
  return [...(answer?.w ?? w0)];
}
