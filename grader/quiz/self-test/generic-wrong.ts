import type { Localised } from "../../report.ts";
import type { Answers } from "../answer.ts";
import type { Field } from "../field.ts";
import { judgeItem } from "../judge.ts";
import { shownChoices, shownGapChoices } from "../shown-order.ts";
import type { Variant } from "../variant.ts";
import { type Finding, say } from "./problem.ts";
import type { Solved } from "./rights.ts";

type Json = Answers[string];

/** Every typed number in an answer changed; null where none was. */
function changed(answer: Json, change: (v: number) => number): Json | null {
  let different = false;
  const walk = (part: Json): Json => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part === "object" && part !== null) {
      return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, walk(one)]));
    }
    const v = typeof part === "string" ? Number(part) : Number.NaN;
    if (Number.isNaN(v)) return part;
    const other = change(v);
    different ||= other !== v;
    return String(other === 0 ? 0 : other);
  };
  const result = walk(answer);
  return different ? result : null;
}

const transposed = (rows: Json): Json | null => {
  const matrix = rows as string[][];
  const turned = matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));
  return JSON.stringify(turned) === JSON.stringify(matrix) ? null : turned;
};

const signFlipped = say("with the sign flipped", "com o sinal trocado");
const doubled = say("doubled", "em dobro");
const zeroed = say("set to zero", "trocada por zero");

/** What somebody types who has made the commonest slip, or has not worked at all. */
function* slips(field: Field, right: Json, variant: Variant): Generator<[what: Localised, answer: Json | null]> {
  switch (field.kind) {
    case "numeric":
    case "vector":
    case "matrix":
    case "diagram":
      yield [signFlipped, changed(right, (v) => -v)];
      yield [doubled, changed(right, (v) => 2 * v)];
      yield [zeroed, changed(right, () => 0)];
      if (field.kind === "matrix") yield [say("transposed", "transposta"), transposed(right)];
      return;
    case "formula": {
      const text = `(${String(right)})`;
      if (field.upTo !== "a-factor") {
        yield [signFlipped, `-${text}`];
        yield [doubled, `2*${text}`];
      }
      if (field.upTo !== "a-constant") yield [say("plus 1", "mais 1"), `${text} + 1`];
      yield [zeroed, "0"];
      return;
    }
    case "multiple-choice":
      yield [
        say("with every choice ticked", "com todas as opções marcadas"),
        shownChoices(variant, field).map(({ id }) => id),
      ];
      return;
    case "ordering":
      yield [say("turned upside down", "de cabeça para baixo"), [...(right as string[])].reverse()];
      return;
    case "matching": {
      const entries = Object.entries(right as Record<string, string>);
      yield [
        say("moved by one", "deslocada de um"),
        Object.fromEntries(entries.map(([left], k) => [left, entries[(k + 1) % entries.length]![1]])),
      ];
      return;
    }
    case "cloze":
      yield [
        say("with the first choice everywhere", "com a primeira opção em toda parte"),
        firstEverywhere(field, right, variant),
      ];
      return;
    default:
  }
}

function firstEverywhere(field: Extract<Field, { kind: "cloze" }>, right: Json, variant: Variant): Json | null {
  const choices = Object.keys(field.gaps).filter((id) => field.gaps[id]!.kind === "single-choice");
  // with one or two gaps the first choice is right by chance now and then; that is seen over all seeds
  if (choices.length < 3) return null;
  const firsts = Object.fromEntries(choices.map((id) => [id, shownGapChoices(variant, field, id)[0]!.id]));
  return { ...(right as Record<string, string>), ...firsts };
}

/** Zero stays zero whatever slip is made: what is degenerate is told elsewhere. */
const isZero = (numbers: readonly number[] | undefined): boolean => numbers?.every((v) => v === 0) ?? false;

/** Common slips in one field, everything else right, must not score full in it; nor does handing in nothing. */
export function* genericWrong({ variant, right, numbers }: Solved): Generator<Finding> {
  const nothing = judgeItem(variant, {}, { diagnose: false });
  for (const { id, credit } of nothing.fields) {
    if (credit === 1)
      yield {
        field: id,
        code: "empty-scores",
        message: say("an empty answer scores full", "uma resposta vazia vale tudo"),
      };
  }
  for (const field of variant.item.fields) {
    const answer = right[field.id];
    if (answer === undefined || isZero(numbers.get(field.id))) continue;
    // two right answers may well be each other's negative
    if (field.kind === "numeric" && field.also.some(({ credit }) => credit === 1)) continue;
    for (const [what, wrong] of slips(field, answer, variant)) {
      if (wrong === null) continue;
      const judged = judgeItem(variant, { ...right, [field.id]: wrong }, { diagnose: false });
      if (judged.fields.find(({ id }) => id === field.id)!.credit !== 1) continue;
      yield {
        field: field.id,
        code: "generic-wrong-scores",
        message: say(
          `the right answer ${what.en} scores full: ${JSON.stringify(wrong)}; narrow the tolerance or add a condition to \`require\``,
          `a resposta certa ${what["pt-BR"]} vale tudo: ${JSON.stringify(wrong)}; diminua a tolerância ou acrescente uma condição a \`require\``,
        ),
      };
    }
  }
}
