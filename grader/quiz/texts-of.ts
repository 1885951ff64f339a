import type { Localised } from "../report.ts";
import type { Field } from "./field.ts";
import type { Item } from "./item.ts";
import type { Path } from "./read-yaml.ts";
import type { TextKind } from "./template.ts";

/** One of an item's texts, and where in its file it stands. */
export interface ItemText {
  path: Path;
  text: Localised;
  kind: TextKind;
}

/** Every text of an item that may hold values, in the order of the file. */
export function textsOf(item: Item): ItemText[] {
  return [
    { path: ["title"], text: item.title, kind: "plain" as const },
    { path: ["text"], text: item.text, kind: "markdown" as const },
    ...item.figures.flatMap((figure, k) => [
      ...(figure.caption ? [markdown(["figures", k, "caption"], figure.caption)] : []),
      ...(figure.kind === "surface" ? marks(["figures", k], figure.marks) : []),
      ...(figure.kind === "curve"
        ? figure.curves.map(({ label }, c) => plain(["figures", k, "curves", c, "label"], label))
        : []),
    ]),
    ...item.fields.flatMap((field, k) =>
      textsOfField(field).map((text) => ({ ...text, path: ["fields", k, ...text.path] })),
    ),
    markdown(["solution"], item.solution),
    ...item.wrong.map(({ why }, k) => markdown(["wrong", k, "why"], why)),
  ];
}

const markdown = (path: Path, text: Localised): ItemText => ({ path, text, kind: "markdown" });
const plain = (path: Path, text: Localised): ItemText => ({ path, text, kind: "plain" });
const maybe = (path: Path, text: Localised | undefined): ItemText[] => (text ? [markdown(path, text)] : []);
const marks = (path: Path, list: readonly { label: Localised }[]) =>
  list.map(({ label }, k) => plain([...path, "marks", k, "label"], label));

function textsOfField(field: Field): ItemText[] {
  return [
    ...maybe(["label"], field.label),
    ...ofKind(field),
    ...maybe(["feedback", "right"], field.feedback?.right),
    ...maybe(["feedback", "wrong"], field.feedback?.wrong),
  ];
}

function ofKind(field: Field): ItemText[] {
  switch (field.kind) {
    case "single-choice":
    case "multiple-choice":
      return choices(["choices"], field.choices);
    case "matching":
      return [
        ...field.pairs.flatMap(({ left, right }, k) => [
          markdown(["pairs", k, "left"], left),
          markdown(["pairs", k, "right"], right),
        ]),
        ...field.distractors.map((text, k) => markdown(["distractors", k], text)),
      ];
    case "ordering": {
      const kind = field.code ? ("code" as const) : ("markdown" as const);
      return (["lines", "distractors"] as const).flatMap((part) =>
        field[part].map(({ text }, k) => ({ path: [part, k, "text"], text, kind })),
      );
    }
    case "cloze":
      return [
        markdown(["text"], field.text),
        ...Object.entries(field.gaps).flatMap(([id, gap]) =>
          gap.kind === "single-choice" ? choices(["gaps", id, "choices"], gap.choices) : [],
        ),
      ];
    case "numeric":
      return field.also.flatMap(({ feedback }, k) => maybe(["also", k, "feedback"], feedback));
    case "short-text":
      return field.accept.flatMap(({ feedback }, k) => maybe(["accept", k, "feedback"], feedback));
    case "surface-point":
      return marks([], field.marks);
    case "essay":
    case "file":
      return maybe(["rubric"], field.rubric);
    default:
      return [];
  }
}

function choices(path: Path, list: readonly { text: Localised; feedback?: Localised | undefined }[]): ItemText[] {
  return list.flatMap(({ text, feedback }, k) => [
    markdown([...path, k, "text"], text),
    ...maybe([...path, k, "feedback"], feedback),
  ]);
}
