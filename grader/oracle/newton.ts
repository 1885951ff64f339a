import type { Round } from "./update-rules.ts";

const identity: Round = (value) => value;

/**
 * Cholesky factor L (lower, by rows) of a symmetric matrix given by rows, H = L L^T.
 * @returns null when H is not positive definite, exactly singular included
 */
export function cholesky(H: Float64Array, size: number, round: Round = identity): Float64Array | null {
  const L = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = H[i * size + j]!;
      for (let k = 0; k < j; k++) sum = round(sum - round(L[i * size + k]! * L[j * size + k]!));
      if (i === j) {
        if (!(sum > 0)) return null;
        L[i * size + i] = round(Math.sqrt(sum));
      } else {
        L[i * size + j] = round(sum / L[j * size + j]!);
      }
    }
  }
  return L;
}

/** Solves H p = g for a symmetric positive definite H; null when it is not. */
export function solve(H: Float64Array, g: Float64Array, round: Round = identity): Float64Array | null {
  const size = g.length;
  const L = cholesky(H, size, round);
  if (!L) return null;
  const p = Float64Array.from(g);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) p[i] = round(p[i]! - round(L[i * size + k]! * p[k]!));
    p[i] = round(p[i]! / L[i * size + i]!);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) p[i] = round(p[i]! - round(L[k * size + i]! * p[k]!));
    p[i] = round(p[i]! / L[i * size + i]!);
  }
  return p;
}

/** Newton's step w - alpha H^-1 g (course digest, section 2); null where H is not positive definite. */
export function newton(
  w: Float64Array,
  g: Float64Array,
  H: Float64Array,
  alpha: number,
  round: Round = identity,
): Float64Array | null {
  const p = solve(H, g, round);
  return p && w.map((wi, i) => round(wi - round(alpha * p[i]!)));
}
