import type { Network } from "../contract.ts";
import { placesOf } from "./network/case.ts";
import { isWrong, type Probe } from "./recognise.ts";

/**
 * Where the first wrong answer of `train` or `multiStart` differs: in the losses or, when those are right, in a tensor of the
 * network. Answers are flat: the parameters of the network, then the losses.
 */
export function trainedPlace(probes: readonly Probe<{ net: Network }>[]): string {
  const probe = probes.find((one) => one.student?.every(Number.isFinite) && isWrong(one));
  if (!probe?.student) return "losses";
  const { student, right, bound } = probe;
  const places = placesOf("gradient", probe.case.net);
  const differs = (from: number, to: number) =>
    right.subarray(from, to).some((v, i) => !(Math.abs(student[from + i]! - v) <= bound[from + i]!));
  const parameters = places.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  if (differs(parameters, right.length)) return "losses";
  return places.find(({ start, rows, columns }) => differs(start, start + rows * columns))?.name ?? "losses";
}
