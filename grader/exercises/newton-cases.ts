import { cholesky } from "../oracle/newton.ts";
import type { NewtonFamily } from "../project.ts";
import { type Random, seededRandom } from "../random.ts";

/** A step of Newton's method to make, or to refuse. */
export interface NewtonCase {
  w: Float64Array;
  g: Float64Array;
  /** by rows, symmetric */
  H: Float64Array;
  alpha: number;
  inertia: NewtonFamily["hessian"];
  label: string;
}

/** L diag(d) L^T by rows, for a unit lower triangular L. */
function congruent(L: Float64Array, d: readonly number[]): Float64Array {
  const n = d.length;
  const H = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k <= Math.min(i, j); k++) H[i * n + j]! += L[i * n + k]! * d[k]! * L[j * n + k]!;
    }
  }
  return H;
}

function unitLower(n: number, below: () => number): Float64Array {
  const L = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) L[i * n + j] = below();
    L[i * n + i] = 1;
  }
  return L;
}

/**
 * A symmetric matrix with the inertia that is asked: by Sylvester's law it is that of d in L diag(d) L^T.
 * Everything is a small multiple of a power of two, so H is exact; and with squares of powers of two in d, a factorisation
 * of the singular ones without pivoting meets a pivot of exactly 0, in whatever style it is written.
 */
function drawHessian(n: number, inertia: NewtonFamily["hessian"], draw: number, random: Random): Float64Array {
  if (inertia === "singular") {
    const L = unitLower(n, () => random.below(5) - 2);
    const d = Array.from({ length: n }, () => 4 ** random.below(2));
    // sometimes the last pivot, sometimes one on the way
    d[draw % 2 === 0 ? n - 1 : random.below(n - 1) + (n > 2 ? 1 : 0)] = 0;
    return congruent(L, d);
  }
  const L = unitLower(n, () => (random.below(17) - 8) / 16);
  const d = Array.from({ length: n }, () => 1 + random.below(9) / 4);
  if (inertia === "indefinite") {
    // one negative direction, or two: an even number leaves the determinant positive
    const negative = Math.min(n - 1, 1 + (draw % 2));
    for (const k of random.permutation(n).slice(0, negative)) d[k] = -d[k]! / 2;
  }
  return congruent(L, d);
}

/** A positive diagonal must not give the answer away. */
const hasPositiveDiagonal = (H: Float64Array, n: number) =>
  Array.from({ length: n }, (_, i) => H[i * n + i]!).every((h) => h > 0);

export function drawNewtonCase(
  seed: string,
  check: string,
  index: number,
  draw: number,
  family: NewtonFamily,
): NewtonCase {
  const { parameters: n, hessian: inertia, alpha } = family;
  for (let attempt = 0; ; attempt++) {
    const random = seededRandom(seed, check, index, draw, attempt);
    const H = drawHessian(n, inertia, draw, random.fork("H"));
    if (inertia === "indefinite" && attempt < 200 && !hasPositiveDiagonal(H, n)) continue;
    if ((cholesky(H, n) !== null) !== (inertia === "positive-definite")) {
      throw new Error(`${check}: family ${index + 1} drew a Hessian that is not ${inertia}`);
    }
    const vector = (name: string) => {
      const stream = random.fork(name);
      return Float64Array.from({ length: n }, () => stream.normal());
    };
    return { w: vector("w"), g: vector("g"), H, alpha, inertia, label: `P = ${n}, H ${inertia}` };
  }
}
