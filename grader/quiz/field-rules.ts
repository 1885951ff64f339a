import type { Field, FieldOf } from "./field.ts";
import type { Item } from "./item.ts";
import type { ItemProblem } from "./item-rules.ts";
import type { Path } from "./read-yaml.ts";
import { linesBefore } from "./shown-order.ts";

/** Fields that nobody could answer, or that say two things at once. */
export function fieldProblems(item: Item): ItemProblem[] {
  const problems = item.fields.flatMap((field, k) =>
    [...ofField(field)].map(({ path, text }) => ({ path: ["fields", k, ...path], text })),
  );
  const ids = new Set(item.fields.map(({ id }) => id));
  item.wrong.forEach(({ answers }, k) => {
    for (const id of Object.keys(answers)) {
      if (!ids.has(id)) problems.push({ path: ["wrong", k, "answers", id], text: `there is no field "${id}"` });
    }
  });
  if (item.fields.length === 0) problems.push({ path: ["fields"], text: "there is nothing to answer" });
  return problems;
}

function* twice(ids: readonly string[], path: Path): Generator<ItemProblem> {
  for (const [k, id] of ids.entries()) {
    if (ids.indexOf(id) < k) yield { path: [...path, k], text: `the id "${id}" is used twice` };
  }
}

function* ofField(field: Field): Generator<ItemProblem> {
  switch (field.kind) {
    case "single-choice":
      yield* oneRight(field.choices, ["choices"]);
      return;
    case "multiple-choice":
      yield* twice(
        field.choices.map(({ id }) => id),
        ["choices"],
      );
      return;
    case "ordering":
      yield* ofOrdering(field);
      return;
    case "cloze":
      yield* ofCloze(field);
      return;
    case "surface-point":
      for (const side of ["w1", "w2"] as const) {
        if (!(field[side][0] < field[side][1])) yield { path: [side], text: "the window goes from less to more" };
      }
      return;
    case "diagram":
      yield* ofDiagram(field);
      return;
    case "formula":
      for (const [name, { from, to }] of Object.entries(field.variables)) {
        if (!(from < to)) yield { path: ["variables", name], text: "a domain goes from less to more" };
      }
      for (const name of Object.keys(field.symbols ?? {})) {
        if (!Object.hasOwn(field.variables, name)) yield { path: ["symbols", name], text: `"${name}" is no variable` };
      }
      return;
    case "numeric":
    case "vector":
    case "matrix":
      yield* ofQuantity(field);
      return;
    default:
  }
}

function* oneRight(choices: FieldOf<"single-choice">["choices"], path: Path): Generator<ItemProblem> {
  yield* twice(
    choices.map(({ id }) => id),
    path,
  );
  if (choices.some(({ correct }) => typeof correct === "string")) return;
  // several may be: each is then a right answer on its own
  if (!choices.some(({ correct }) => correct === true)) yield { path, text: "no choice is right" };
}

function* ofOrdering(field: FieldOf<"ordering">): Generator<ItemProblem> {
  const ids = field.lines.map(({ id }) => id);
  yield* twice(ids, ["lines"]);
  const distractors = field.distractors.map(({ id }) => id);
  yield* twice(distractors, ["distractors"]);
  for (const [k, id] of distractors.entries()) {
    if (ids.includes(id)) yield { path: ["distractors", k], text: `the id "${id}" is a line's` };
  }
  for (const [k, { after = [] }] of field.lines.entries()) {
    for (const above of after) {
      // the lines stand in a right order, so what must stand above does
      if (ids.indexOf(above) === -1) yield { path: ["lines", k, "after"], text: `there is no line "${above}"` };
      else if (ids.indexOf(above) >= k) {
        yield { path: ["lines", k, "after"], text: `"${above}" stands below, and lines are written in a right order` };
      }
    }
  }
  if (field.lines.every((_, k) => linesBefore(field.lines, k).length === 0)) {
    yield { path: ["lines"], text: "every order would be right" };
  }
}

function* ofCloze(field: FieldOf<"cloze">): Generator<ItemProblem> {
  for (const locale of ["en", "pt-BR"] as const) {
    const marked = [...field.text[locale].matchAll(/\[\[([^[\]]*)\]\]/g)].map((match) => match[1]!);
    for (const id of Object.keys(field.gaps)) {
      const times = marked.filter((mark) => mark === id).length;
      if (times !== 1) yield { path: ["text", locale], text: `the gap [[${id}]] stands ${times} times in the text` };
    }
    for (const mark of marked) {
      if (!Object.hasOwn(field.gaps, mark)) yield { path: ["text", locale], text: `[[${mark}]] is not among the gaps` };
    }
  }
  if (Object.keys(field.gaps).length === 0) yield { path: ["gaps"], text: "there are no gaps" };
  for (const [id, gap] of Object.entries(field.gaps)) {
    if (gap.kind === "single-choice") yield* oneRight(gap.choices, ["gaps", id, "choices"]);
  }
}

function* ofDiagram(field: FieldOf<"diagram">): Generator<ItemProblem> {
  const seen = new Set<string>();
  for (const [k, { quantity, m, i, j }] of field.blanks.entries()) {
    const path = ["blanks", k];
    if ((quantity === "dw") !== (j !== undefined)) {
      yield { path, text: quantity === "dw" ? "dw needs j, the node that it comes from" : `${quantity} has no j` };
    }
    const id = [quantity, m, i, j].join(" ");
    if (seen.has(id)) yield { path, text: "the blank stands twice" };
    seen.add(id);
    if (field.d === undefined && ["delta", "dw", "db"].includes(quantity)) yield { path, text: `${quantity} needs d` };
  }
}

const tensors = {
  forward: /^[uy][1-9]\d*$/,
  loss: /^J$/,
  sensitivities: /^delta[1-9]\d*$/,
  gradient: /^[Wb][1-9]\d*$/,
  hessian: /^H$/,
};

function* ofQuantity({ quantity }: FieldOf<"numeric"> | FieldOf<"vector"> | FieldOf<"matrix">): Generator<ItemProblem> {
  if (!quantity || !("tensor" in quantity)) return;
  if (!tensors[quantity.of].test(quantity.tensor)) {
    yield { path: ["quantity", "tensor"], text: `"${quantity.tensor}" is no tensor of ${quantity.of}` };
  }
  if (quantity.of !== "forward" && quantity.D === undefined) {
    yield { path: ["quantity"], text: `${quantity.of} needs D` };
  }
}
