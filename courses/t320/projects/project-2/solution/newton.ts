import type { Matrix, UpdateOptions, Vector } from "nabla";

/**
 * A pivot below this fraction of its diagonal entry is rounding, not curvature: a singular H leaves about 1e-16,
 * and an H this badly conditioned has no step that could be trusted.
 */
const roundingFraction = 1e-13;

/** Lower triangular L with L L^T = H; throws a RangeError when H is not positive definite. */
function cholesky(H: Matrix): Matrix {
  const L: Matrix = H.map((row) => row.map(() => 0));
  for (let j = 0; j < H.length; j++) {
    for (let i = j; i < H.length; i++) {
      let sum = H[i][j];
      for (let k = 0; k < j; k++) sum -= L[i][k] * L[j][k];
      if (i > j) L[i][j] = sum / L[j][j];
      else if (sum > roundingFraction * Math.abs(H[j][j])) L[j][j] = Math.sqrt(sum);
      else throw new RangeError(`H is not positive definite (pivot ${j + 1} is ${sum})`);
    }
  }
  return L;
}

/** s with H s = g: L z = g downwards, then L^T s = z upwards. */
function solve(H: Matrix, g: Vector): Vector {
  const L = cholesky(H);
  const s = [...g];
  for (let i = 0; i < s.length; i++) {
    for (let k = 0; k < i; k++) s[i] -= L[i][k] * s[k];
    s[i] /= L[i][i];
  }
  for (let i = s.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < s.length; k++) s[i] -= L[k][i] * s[k];
    s[i] /= L[i][i];
  }
  return s;
}

/** w - alpha H^-1 g */
export function newton(w: Vector, g: Vector, H: Matrix, { alpha }: Pick<UpdateOptions, "alpha">): Vector {
  const s = solve(H, g);
  return w.map((wi, i) => wi - alpha * s[i]);
}
