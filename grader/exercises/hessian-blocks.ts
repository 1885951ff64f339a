import { compareTensor } from "../compare/tensor.ts";
import type { Network } from "../contract.ts";
import type { TensorReport } from "../report.ts";
import type { Answered } from "./verdict.ts";

/** Entries (i, j) of a square matrix by rows, for i in one range and j in another. */
function block(H: Float64Array, size: number, rows: readonly [number, number], columns: readonly [number, number]) {
  const values: number[] = [];
  for (let i = rows[0]; i < rows[1]; i++) values.push(...H.subarray(i * size + columns[0], i * size + columns[1]));
  return Float64Array.from(values);
}

const transposed = (H: Float64Array, size: number) => H.map((_, k) => H[(k % size) * size + Math.floor(k / size)]!);

/**
 * A Hessian in parts that say more than the whole: one block for each pair of layers m <= n ("H12" holds the mixed derivatives of
 * the parameters of layers 1 and 2), and the answer against its own transpose.
 */
export function hessianBlocks(net: Network, student: Float64Array, { right, bound, exact }: Answered): TensorReport[] {
  const size = Math.round(Math.sqrt(right.length));
  let start = 0;
  const ranges = net.map(({ W, b }) => {
    const from = start;
    start += b.length * (W[0]!.length + 1);
    return [from, start] as const;
  });
  const part = (
    name: string,
    rows: number,
    cut: (H: Float64Array) => Float64Array,
    reference = cut(right),
  ): TensorReport => {
    const mine = cut(student);
    const {
      student: _student,
      reference: _reference,
      ...report
    } = compareTensor({
      name,
      rows,
      columns: mine.length / rows,
      student: mine,
      reference,
      right: cut(bound),
      exact: cut(exact),
    });
    return report;
  };
  const blocks = ranges.flatMap((rows, m) =>
    ranges
      .slice(m)
      .map((columns, k) => part(`H${m + 1}${m + k + 1}`, rows[1] - rows[0], (H) => block(H, size, rows, columns))),
  );
  return [...blocks, part("H symmetric", size, (H) => H, transposed(student, size))];
}
