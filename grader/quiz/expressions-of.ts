import type { Field, Quantity } from "./field.ts";
import type { Figure, Item } from "./item.ts";
import type { Path } from "./read-yaml.ts";

/** One of an item's expressions, where it stands, and the names beside the parameters that it may use. */
export interface ItemExpression {
  path: Path;
  text: string;
  /** names of its own, such as w1 and w2 of a surface */
  also: readonly string[];
}

const one = (
  path: Path,
  text: string | number | boolean | undefined,
  also: readonly string[] = [],
): ItemExpression[] => (typeof text === "string" ? [{ path, text, also }] : []);
const under = (path: Path, list: readonly ItemExpression[]) =>
  list.map((expression) => ({ ...expression, path: [...path, ...expression.path] }));

/** Every expression of an item beside its parameters; texts have theirs in braces, see `checkTemplate`. */
export function expressionsOf(item: Item): ItemExpression[] {
  return [
    ...item.require.flatMap((text, k) => one(["require", k], text)),
    ...item.figures.flatMap((figure, k) => under(["figures", k], ofFigure(figure))),
    ...item.fields.flatMap((field, k) => {
      const earlier = item.fields.slice(0, k).map(({ id }) => id);
      return under(["fields", k], ofField(field, earlier));
    }),
  ];
}

function ofFigure(figure: Figure): ItemExpression[] {
  switch (figure.kind) {
    case "network":
      return [...one(["net"], figure.net), ...one(["x"], figure.x), ...one(["d"], figure.d)];
    case "surface":
      return ofSurface(figure);
    case "curve":
      return figure.curves.flatMap(({ y }, k) => one(["curves", k, "y"], y, ["t"]));
  }
}

const ofSurface = ({ surface, marks }: { surface: string; marks: readonly { at: string }[] }) => [
  ...one(["surface"], surface, ["w1", "w2"]),
  ...marks.flatMap(({ at }, k) => one(["marks", k, "at"], at)),
];

const ofChoices = (path: Path, choices: readonly { correct: boolean | string }[]) =>
  choices.flatMap(({ correct }, k) => one([...path, k, "correct"], correct));

function ofQuantity(quantity: Quantity | undefined): ItemExpression[] {
  if (!quantity) return [];
  const names = "net" in quantity ? (["net", "X", "D"] as const) : (["w", "gradients", "options"] as const);
  return names.flatMap((name) => one(["quantity", name], (quantity as unknown as Record<string, string>)[name]));
}

function ofField(field: Field, earlier: readonly string[]): ItemExpression[] {
  switch (field.kind) {
    case "single-choice":
    case "multiple-choice":
      return ofChoices(["choices"], field.choices);
    case "true-false":
      return one(["answer"], field.answer);
    case "numeric":
    case "vector":
    case "matrix":
      return [
        ...one(["answer"], field.answer),
        ...(field.kind === "numeric" ? field.also.flatMap(({ answer }, k) => one(["also", k, "answer"], answer)) : []),
        ...one(["carried"], field.carried, earlier),
        ...ofQuantity(field.quantity),
      ];
    case "formula":
      return one(["answer"], field.answer, Object.keys(field.variables));
    case "cloze":
      return Object.entries(field.gaps).flatMap(([id, gap]) => {
        if (gap.kind === "numeric") return one(["gaps", id, "answer"], gap.answer);
        return gap.kind === "single-choice" ? ofChoices(["gaps", id, "choices"], gap.choices) : [];
      });
    case "diagram":
      return [...one(["net"], field.net), ...one(["x"], field.x), ...one(["d"], field.d)];
    case "surface-point":
      return [...ofSurface(field), ...one(["answer"], field.answer)];
    default:
      return [];
  }
}
