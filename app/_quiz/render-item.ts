import type { FieldView, ItemView } from "../../grader/quiz/view.ts";
import { block, choice, codeLine, inline } from "./inline.ts";
import { renderGaps } from "./render-gaps.ts";
import type { RenderedField, RenderedItem } from "./rendered.ts";

function renderField(field: FieldView): RenderedField {
  const { label, ...rest } = field;
  const common = { id: field.id, share: field.share, ...(label === undefined ? {} : { label: inline(label) }) };
  switch (rest.kind) {
    case "single-choice":
    case "multiple-choice":
      return { ...common, kind: rest.kind, choices: rest.choices.map(choice) };
    case "formula":
      return {
        ...common,
        kind: rest.kind,
        variables: rest.variables.map(({ name, tex }) => ({ name, tex, html: inline(`$${tex}$`).html })),
      };
    case "matching":
      return { ...common, kind: rest.kind, left: rest.left.map(inline), right: rest.right.map(choice) };
    case "ordering":
      return { ...rest, ...common, lines: rest.lines.map(rest.code ? codeLine : choice) };
    case "cloze": {
      const gaps = rest.gaps.map((gap) => ("choices" in gap ? { ...gap, choices: gap.choices.map(choice) } : gap));
      const text = renderGaps(
        rest.text,
        gaps.map(({ id }) => id),
      );
      return { ...common, kind: rest.kind, text, gaps };
    }
    default:
      return { ...rest, ...common };
  }
}

/** An item as the controls show it. Runs on the server: for pages, and for previews through an action. */
export function renderItem(view: ItemView): RenderedItem {
  return {
    id: view.id,
    title: inline(view.title),
    text: block(view.text),
    figures: view.figures.map(({ caption, ...figure }) => ({
      ...figure,
      ...(caption === undefined ? {} : { caption: inline(caption) }),
    })),
    fields: view.fields.map(renderField),
  };
}
