import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type Point, thinned } from "./thin.ts";

/** Words of the drawing, in the reader's language. */
export interface LossWords {
  title: string;
  epoch: string;
  student: string;
  reference: string;
  divergence: string | null;
  notFinite: string | null;
  figure: (value: number) => string;
}

/** stretches of epochs in a curve of some 330 units */
const resolution = 240;
/** curves of fewer points are drawn with dots: a line of one point is invisible */
const dotted = 30;

/** Logarithmic where J is positive and spans more than a factor of ten: there a straight line is a constant rate. */
export function isLogarithmic(values: (number | null)[]): boolean {
  const finite = values.filter((value) => value !== null);
  if (finite.length < 2 || finite.some((value) => value <= 0)) return false;
  const [lowest, highest] = rangeOf(finite);
  return highest / lowest > 10;
}

const rangeOf = (values: number[]): [number, number] =>
  values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

/** How far up a value of J is drawn, 0 to 1. */
function heightIn(values: (number | null)[], logarithmic: boolean): (J: number) => number {
  const at = (J: number) => (logarithmic ? Math.log(J) : J);
  const [low, high] = rangeOf(values.filter((value) => value !== null).map(at));
  return (J) => (high > low ? (at(J) - low) / (high - low) : 0.5);
}

/** The two curves as SVG: yours solid, the reference's dashed on top of it, so that both are seen where they coincide. */
export function drawLosses(
  student: (number | null)[],
  reference: (number | null)[],
  firstDivergence: number | null,
  words: LossWords,
): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const all = [...student, ...reference];
  const logarithmic = isLogarithmic(all);
  const lastEpoch = Math.max(student.length, reference.length, 2) - 1;
  const end = (losses: (number | null)[]): Point | undefined => {
    const epoch = losses.findLastIndex((J) => J !== null);
    return epoch < 0 ? undefined : { epoch, J: losses[epoch]! };
  };
  const [mine, right] = [end(student), end(reference)];
  const height = heightIn(all, logarithmic);
  const near =
    mine !== undefined &&
    right !== undefined &&
    Math.abs(mine.epoch - right.epoch) < lastEpoch / 4 &&
    Math.abs(height(mine.J!) - height(right.J!)) < 0.08;
  const above = mine !== undefined && right !== undefined && mine.J! < right.J! ? 8 : -8;
  const name = (point: Point | undefined, text: string, fill: string, dy: number) =>
    point === undefined
      ? null
      : Plot.text([point], { x: "epoch", y: "J", dx: 8, dy, textAnchor: "start", fill, fontWeight: 600, text: [text] });
  const curve = (losses: (number | null)[], stroke: string, strokeDasharray?: string) => [
    Plot.line(thinned(losses, resolution), { x: "epoch", y: "J", stroke, strokeWidth: 2, strokeDasharray }),
    losses.length > dotted
      ? null
      : Plot.dot(
          losses.map((J, epoch) => ({ epoch, J })),
          { x: "epoch", y: "J", fill: stroke, r: 3 },
        ),
  ];
  const marked = firstDivergence === null ? [] : [firstDivergence];
  const early = firstDivergence !== null && firstDivergence < lastEpoch / 2;
  const svg = Plot.plot({
    document,
    ariaLabel: words.title,
    // narrow enough to be read on a phone, where it is scaled down
    width: 480,
    height: 290,
    marginTop: 42,
    marginRight: 84,
    marginLeft: 62,
    marginBottom: 42,
    style: { background: "transparent", color: "currentColor", fontSize: "13px", fontFamily: "inherit" },
    x: {
      label: words.epoch,
      labelAnchor: "center",
      labelArrow: "none",
      domain: [0, lastEpoch],
      ticks: Math.min(6, lastEpoch),
      tickFormat: (n: number) => (Number.isInteger(n) ? String(n) : ""),
    },
    y: { label: "J", type: logarithmic ? "log" : "linear", grid: true, ticks: 5, tickFormat: words.figure, nice: true },
    marks: [
      Plot.ruleX(marked, { stroke: "var(--bad)", strokeDasharray: "2,3" }),
      words.divergence === null
        ? null
        : Plot.text(marked, {
            x: (n: number) => n,
            frameAnchor: "top",
            lineAnchor: "bottom",
            dy: -6,
            dx: early ? -2 : 2,
            textAnchor: early ? "start" : "end",
            fill: "var(--bad)",
            text: [words.divergence],
          }),
      ...curve(student, "var(--curve-student)"),
      ...curve(reference, "var(--curve-reference)", "6,4"),
      Plot.dot(
        marked.filter((epoch) => typeof student[epoch] === "number"),
        { x: (n: number) => n, y: (n: number) => student[n], stroke: "var(--bad)", strokeWidth: 2, r: 5 },
      ),
      name(right, words.reference, "var(--curve-reference)", near ? -above : 0),
      name(mine, words.student, "var(--curve-student)", near ? above : 0),
      words.notFinite === null || mine === undefined
        ? null
        : Plot.text([mine], {
            x: "epoch",
            y: "J",
            dx: 8,
            dy: 16,
            textAnchor: mine.epoch < lastEpoch * 0.7 ? "start" : "end",
            fill: "var(--curve-student)",
            text: [words.notFinite],
          }),
    ],
  });
  // one picture with one name; Plot names its groups ("line", "dot"), which elements without a role may not be
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  svg.setAttribute("role", "img");
  return svg.outerHTML;
}
