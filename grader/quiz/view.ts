import type { Localised } from "../report.ts";

/** What the browser is sent of a variant: texts with their numbers in, never a right answer. One view for each language. */
export interface ChoiceView {
  id: string;
  text: string;
}

interface Base {
  id: string;
  /** share of the item's points, 0..1 */
  share: number;
  label?: string;
}

export interface NetworkDrawing {
  /** nodes of each layer, inputs first */
  layers: number[];
  activations: string[];
  /** labels as written on the drawing, already formatted; missing where nothing is shown. weights[m][i][j], the others [m][i] */
  weights?: string[][][];
  biases?: string[][];
  inputs?: string[];
  targets?: string[];
  u?: string[][];
  y?: string[][];
  delta?: string[][];
}

export interface SurfaceDrawing {
  w1: [number, number];
  w2: [number, number];
  /** values[r][c]: r along w2 from its lower end, c along w1; enough for contour lines */
  values: number[][];
  marks: { w1: number; w2: number; label: string }[];
}

export interface CurveDrawing {
  t: number[];
  curves: { label: string; y: (number | null)[] }[];
}

export type FigureView = { caption?: string } & (
  | { kind: "network"; drawing: NetworkDrawing }
  | { kind: "surface"; drawing: SurfaceDrawing }
  | { kind: "curve"; drawing: CurveDrawing }
);

export type GapView =
  | { id: string; kind: "numeric" }
  | { id: string; kind: "short-text" }
  | { id: string; kind: "single-choice"; choices: ChoiceView[] };

export type FieldView = Base &
  (
    | { kind: "single-choice" | "multiple-choice"; choices: ChoiceView[] }
    | { kind: "true-false" }
    | { kind: "numeric"; unit?: string; hint: string }
    | { kind: "vector"; length: number; hint: string }
    /** rows and columns are missing where the student is to say them */
    | { kind: "matrix"; rows?: number; columns?: number; hint: string }
    | { kind: "formula"; variables: { name: string; tex: string }[] }
    | { kind: "matching"; left: string[]; right: ChoiceView[] }
    | { kind: "ordering"; lines: ChoiceView[]; code: boolean; hasDistractors: boolean }
    /** [[id]] in the text stands for a gap */
    | { kind: "cloze"; text: string; gaps: GapView[] }
    | { kind: "short-text" }
    | {
        kind: "diagram";
        drawing: NetworkDrawing;
        blanks: { id: string; quantity: string; m: number; i: number; j?: number }[];
        hint: string;
      }
    | { kind: "surface-point"; drawing: SurfaceDrawing }
    | { kind: "code"; starter: string; exerciseKind: string }
    | { kind: "essay"; maxWords: number }
    | { kind: "file"; accept: string[] }
  );

export interface ItemView {
  id: string;
  title: string;
  text: string;
  figures: FigureView[];
  fields: FieldView[];
}

/** What may be shown once the quiz reveals it: right answers in the words of the language, and the worked solution. */
export interface SolutionView {
  solution: string;
  /** field id -> the right answer as Markdown */
  answers: Record<string, string>;
}

export type LocaleOf = keyof Localised;
