import type {
  CurveDrawing,
  FieldView,
  FigureView,
  GapView,
  ItemView,
  NetworkDrawing,
  SurfaceDrawing,
} from "../../grader/quiz/view.ts";

/** Markdown that has become safe HTML on the server, so that neither the parser nor KaTeX is sent to the browser. */
export interface Html {
  html: string;
  /** where a text in a line names a control: formulas as words, since browsers find no name in MathML */
  spoken?: string;
}

/** A text with gaps as a tree: what surrounds no gap is one piece of HTML. */
export type Piece = Html | { gap: string } | { tag: string; children: Piece[] };

export interface RenderedChoice {
  id: string;
  text: Html;
  /** where no markup can stand, as in a menu; null when the text has formulas */
  plain: string | null;
}

type RenderedGap =
  | Exclude<GapView, { kind: "single-choice" }>
  | { id: string; kind: "single-choice"; choices: RenderedChoice[] };

type Replaced<F extends FieldView> = F extends { kind: "matching" }
  ? { kind: "matching"; left: Html[]; right: RenderedChoice[] }
  : F extends { kind: "cloze" }
    ? { kind: "cloze"; text: Piece[]; gaps: RenderedGap[] }
    : F extends { kind: "formula" }
      ? { kind: "formula"; variables: { name: string; tex: string; html: string }[] }
      : F extends { kind: "ordering" }
        ? Omit<F, "lines" | "label"> & { lines: RenderedChoice[] }
        : F extends { choices: unknown }
          ? { [K in F["kind"]]: { kind: K; choices: RenderedChoice[] } }[F["kind"]]
          : Omit<F, "label">;

export type RenderedField = { id: string; share: number; label?: Html } & Replaced<FieldView>;
export type RenderedKind = RenderedField["kind"];
export type RenderedOf<K extends RenderedKind> = Extract<RenderedField, { kind: K }>;

export type RenderedFigure = { caption?: Html } & (
  | { kind: "network"; drawing: NetworkDrawing }
  | { kind: "surface"; drawing: SurfaceDrawing }
  | { kind: "curve"; drawing: CurveDrawing }
);

/** An ItemView with its texts rendered. */
export interface RenderedItem extends Pick<ItemView, "id"> {
  title: Html;
  text: Html;
  figures: RenderedFigure[];
  fields: RenderedField[];
}

export type { FigureView };
