import type { Localised } from "../../report.ts";
import type { Answers } from "../answer.ts";
import { evaluate } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { Field } from "../field.ts";
import { formulaText } from "../formula/written.ts";
import type { Item } from "../item.ts";
import { judgeItem } from "../judge.ts";
import { rightFormula } from "../kinds/formula.ts";
import { gridOf } from "../kinds/numbers.ts";
import { shownChoices, shownGapChoices, shownLines, shownRights } from "../shown-order.ts";
import type { Values } from "../values.ts";
import type { Variant } from "../variant.ts";
import { authorsWords, type Finding, say } from "./problem.ts";
import type { Solved } from "./rights.ts";

type Json = Answers[string];

/**
 * A number as a careful student types it: an expression is worked out and written with six digits, a text that is none is typed
 * as it stands.
 */
const typed = (written: Json, values: Values): string => {
  const value = typeof written === "string" ? evaluate(written, values) : written;
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  throw new ExpressionError(String(written), "is no number");
};

function shown<T extends { id: string }>(list: readonly T[], is: (one: T) => boolean, author: Json): string {
  const found = list.find(is);
  if (found === undefined) throw new ExpressionError(JSON.stringify(author), "is no id of this field");
  return found.id;
}

const listOf = (written: Json): Json[] => {
  if (Array.isArray(written)) return written;
  throw new ExpressionError(JSON.stringify(written), "is no list");
};
const entriesOf = (written: Json): [string, Json][] => {
  if (typeof written === "object" && written !== null && !Array.isArray(written)) return Object.entries(written);
  throw new ExpressionError(JSON.stringify(written), "is no object");
};

/**
 * An author's wrong answer in the form of a student's: expressions worked out, the author's ids as the shown ones. @throws
 * ExpressionError
 */
function asTyped(field: Field, written: Json, variant: Variant): Json {
  const { values } = variant;
  switch (field.kind) {
    case "numeric":
      return typed(written, values);
    case "vector":
    case "matrix": {
      if (typeof written !== "string") {
        const rows = (part: Json): Json => (Array.isArray(part) ? part.map(rows) : typed(part, values));
        return rows(written);
      }
      const value = evaluate(written, values);
      const grid = gridOf(field.kind, value, written).map((row) => row.map((v) => typed(v, values)));
      return field.kind === "vector" ? grid[0]! : grid;
    }
    case "single-choice":
      return shown(shownChoices(variant, field), ({ choice }) => choice.id === written, written);
    case "multiple-choice":
      return listOf(written).map((id) => shown(shownChoices(variant, field), ({ choice }) => choice.id === id, id));
    case "ordering":
      return listOf(written).map((id) => shown(shownLines(variant, field), ({ line }) => line.id === id, id));
    case "matching":
      return Object.fromEntries(
        entriesOf(written).map(([left, pair]) => [
          left,
          shown(shownRights(variant, field), (one) => String(one.pair) === String(pair), pair),
        ]),
      );
    case "cloze":
      return Object.fromEntries(
        entriesOf(written).map(([id, gap]) => {
          const kind = field.gaps[id]?.kind;
          if (kind === "numeric") return [id, typed(gap, values)];
          if (kind === "single-choice") {
            return [id, shown(shownGapChoices(variant, field, id), ({ choice }) => choice.id === gap, gap)];
          }
          return [id, gap];
        }),
      );
    case "diagram":
      return Object.fromEntries(entriesOf(written).map(([id, blank]) => [id, typed(blank, values)]));
    case "surface-point": {
      const value = typeof written === "string" ? evaluate(written, values) : written;
      return Array.isArray(value) ? { w1: Number(value[0]), w2: Number(value[1]) } : (value as Json);
    }
    case "formula":
      // in the variables and, other than a student's, in the parameters
      return typeof written === "string" ? formulaText(rightFormula({ ...field, answer: written }, values)) : written;
    default:
      return written;
  }
}

type Wrong = Item["wrong"][number];

/** Right everywhere but where the author's wrong answer says otherwise. @throws ExpressionError */
export function wrongAnswers(wrong: Wrong, { variant, right }: Solved): Answers {
  const answers: Answers = { ...right };
  for (const [id, written] of Object.entries(wrong.answers)) {
    const field = variant.item.fields.find((one) => one.id === id);
    if (field === undefined) throw new ExpressionError(id, "is no field of this question");
    answers[id] = asTyped(field, written, variant);
  }
  return answers;
}

/** How an author's wrong answer is called in messages: its number, and the beginning of why people give it. */
export const wrongCalled = (index: number, why: Localised): Localised =>
  say(
    `wrong answer ${index + 1} (${why.en.slice(0, 60)})`,
    `resposta errada ${index + 1} (${why["pt-BR"].slice(0, 60)})`,
  );

/** What one of the author's wrong answers comes to at one variant. */
export interface WrongOutcome {
  /** index in the item's `wrong` */
  index: number;
  /** codes that were named; undefined where none was asked for */
  named?: string[];
}

/** The author's wrong answers score at most what they may; what they are called is judged over all seeds, see across-seeds.ts. */
export function judgeWrongAnswers(solved: Solved, findings: Finding[]): WrongOutcome[] {
  return solved.variant.item.wrong.flatMap((wrong, index) => {
    const what = wrongCalled(index, wrong.why);
    let answers: Answers;
    try {
      answers = wrongAnswers(wrong, solved);
    } catch (error) {
      findings.push({ code: "wrong-answer-unusable", message: authorsWords(error, `${what.en}: `) });
      return [];
    }
    const { credit, fields } = judgeItem(solved.variant, answers, { diagnose: wrong.code !== undefined });
    const given = fields.filter(({ id }) => Object.hasOwn(wrong.answers, id));
    const unread = given.find(({ state }) => state === "unreadable");
    if (unread) {
      findings.push({
        field: unread.id,
        code: "wrong-answer-unusable",
        message: say(
          `${what.en}: ${unread.message?.en ?? "it cannot be read"}`,
          `${what["pt-BR"]}: ${unread.message?.["pt-BR"] ?? "não pode ser lida"}`,
        ),
      });
      return [];
    }
    if (credit !== null && credit > wrong.atMost + 1e-9) {
      const [share, most] = [credit, wrong.atMost].map((one) => `${Math.round(100 * one)} %`);
      const typedAs = JSON.stringify(Object.fromEntries(given.map(({ id }) => [id, answers[id]])));
      findings.push({
        code: "wrong-answer-scores",
        message: say(
          `${what.en} scores ${share}, and may score at most ${most}: ${typedAs}; add a condition to \`require\` or mend the tolerance`,
          `${what["pt-BR"]} vale ${share}, e pode valer no máximo ${most}: ${typedAs}; acrescente uma condição a \`require\` ou corrija a tolerância`,
        ),
      });
    }
    // a program's mistake is named by the grader, not here
    const asked = wrong.code !== undefined && given.some((one) => one.credit !== null);
    return [
      { index, ...(asked ? { named: given.flatMap(({ diagnoses }) => diagnoses.map(({ code }) => code)) } : {}) },
    ];
  });
}
