const mostSweeps = 60;

/**
 * Eigenvalues of a symmetric matrix given by rows, in rising order, by cyclic Jacobi rotations: each one makes one entry beside
 * the diagonal zero, and what is left there shrinks quadratically. Accurate to the last digits of the largest one.
 * @returns null when an entry is not finite
 */
export function symmetricEigenvalues(H: readonly (readonly number[])[]): Float64Array | null {
  const n = H.length;
  const A = Float64Array.from(H.flat());
  if (!A.every(Number.isFinite)) return null;
  const scale = Math.sqrt(A.reduce((sum, v) => sum + v * v, 0));
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let left = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) left += A[p * n + q]! ** 2;
    if (Math.sqrt(left) <= 1e-16 * scale) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(A, n, p, q);
  }
  return Float64Array.from({ length: n }, (_, i) => A[i * n + i]!).sort();
}

/** A <- J^T A J with the rotation J in the plane (p, q) that makes a_pq zero: tan 2 theta = 2 a_pq / (a_pp - a_qq). */
function rotate(A: Float64Array, n: number, p: number, q: number): void {
  const apq = A[p * n + q]!;
  if (apq === 0) return;
  const cotangent2 = (A[q * n + q]! - A[p * n + p]!) / (2 * apq);
  const tangent = (cotangent2 < 0 ? -1 : 1) / (Math.abs(cotangent2) + Math.hypot(cotangent2, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [A[k * n + p]!, A[k * n + q]!];
    A[k * n + p] = cosine * kp - sine * kq;
    A[k * n + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < n; k++) {
    const [pk, qk] = [A[p * n + k]!, A[q * n + k]!];
    A[p * n + k] = cosine * pk - sine * qk;
    A[q * n + k] = sine * pk + cosine * qk;
  }
}
