import { projectProblems } from "../../project-rules.ts";
import { carriedFromRight, type EarlierField } from "../carried.ts";
import { codeProject } from "../code-field.ts";
import { agree, wayOf } from "../diagnose.ts";
import { askedQuantity } from "../diagnosis/quantity.ts";
import { evaluate, readExpression } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import { judgeItem } from "../judge.ts";
import { type Grid, gridOf, type NumberField, valueOfGrid } from "../kinds/numbers.ts";
import { authorsWords, type Finding, say } from "./problem.ts";
import { isNumberField, type Solved } from "./rights.ts";

/** The right answer, typed, scores full in every field that is judged at once. */
export function* rightScoresFull({ variant, right }: Solved): Generator<Finding> {
  for (const { id, credit, state, message } of judgeItem(variant, right, { diagnose: false }).fields) {
    if (credit === null || credit === 1) continue;
    const typed = right[id];
    // a person judges it, and there is nothing to hand in
    if (typed === undefined) continue;
    const why = (locale: "en" | "pt-BR") => (message ? `: ${message[locale]}` : "");
    yield {
      field: id,
      code: "right-answer-not-full",
      message: say(
        `the right answer, typed as ${JSON.stringify(typed)}, is judged ${state}${why("en")}; mend the answer, its tolerance or its domain`,
        `a resposta certa, digitada como ${JSON.stringify(typed)}, é julgada ${state}${why("pt-BR")}; corrija a resposta, a tolerância ou o domínio`,
      ),
    };
  }
}

function* carriedAgrees(
  field: NumberField,
  before: ReadonlyMap<string, EarlierField>,
  solved: Solved,
): Generator<Finding> {
  const { values } = solved.variant;
  const { names } = readExpression(field.carried!);
  if (![...before.keys()].some((id) => names.has(id))) {
    yield {
      field: field.id,
      code: "carried-reads-nothing",
      message: say(
        "`carried` reads no earlier field: name one by its id",
        "`carried` não lê nenhum campo anterior: use o id de um deles",
      ),
    };
    return;
  }
  const right = solved.grids.get(field.id)!.right;
  const carried = carriedFromRight(field, values, before);
  if (!agree(carried.flat(), right.flat())) {
    yield {
      field: field.id,
      code: "carried-differs",
      message: say(
        `on right earlier values \`carried\` is ${JSON.stringify(carried)} and the answer is ${JSON.stringify(right)}`,
        `com os valores anteriores certos, \`carried\` é ${JSON.stringify(carried)} e a resposta é ${JSON.stringify(right)}`,
      ),
    };
  }
}

/** Wrong earlier numbers and what follows from them: the later field has to be credited. */
function* carriedIsCredited(
  field: NumberField,
  before: ReadonlyMap<string, EarlierField>,
  solved: Solved,
): Generator<Finding> {
  const { variant, right } = solved;
  const { names } = readExpression(field.carried!);
  const wrong = new Map(
    [...before]
      .filter(([id]) => names.has(id))
      .map(([id, one]) => [id, { ...one, grid: one.right.map((row) => row.map((v) => 1.7 * v + 0.3)) }]),
  );
  const typedGrid = (kind: NumberField["kind"], grid: Grid<number>) => {
    const cells = grid.map((row) => row.map((v) => String(Number(v.toPrecision(8)))));
    return kind === "numeric" ? cells[0]![0]! : kind === "vector" ? cells[0]! : cells;
  };
  const given = Object.fromEntries([...wrong].map(([id, one]) => [id, valueOfGrid(one.kind, one.grid)]));
  let follows: number[][];
  try {
    follows = gridOf(field.kind, evaluate(field.carried!, { ...variant.values, ...given }), field.carried!);
  } catch (error) {
    // these wrong numbers lead nowhere; a student's may lead somewhere
    if (error instanceof ExpressionError) return;
    throw error;
  }
  if (follows.flat().every((v) => v === 0)) return;
  const answers = {
    ...right,
    ...Object.fromEntries([...wrong].map(([id, one]) => [id, typedGrid(one.kind, one.grid)])),
    [field.id]: typedGrid(field.kind, follows),
  };
  const result = judgeItem(variant, answers, { diagnose: false }).fields.find(({ id }) => id === field.id)!;
  if (result.credit !== 1) {
    yield {
      field: field.id,
      code: "carried-not-credited",
      message: say(
        `with earlier answers ${JSON.stringify(given)} the value that follows, ${JSON.stringify(answers[field.id])}, is judged ${result.state}`,
        `com as respostas anteriores ${JSON.stringify(given)}, o valor que segue, ${JSON.stringify(answers[field.id])}, é julgado ${result.state}`,
      ),
    };
  }
}

/** `carried` says on right earlier values what `answer` says, and credits what follows from wrong ones. */
export function* carriedHolds(solved: Solved): Generator<Finding> {
  const before = new Map<string, EarlierField>();
  for (const field of solved.variant.item.fields) {
    if (!isNumberField(field)) continue;
    if (field.carried !== undefined) {
      try {
        yield* carriedAgrees(field, before, solved);
        yield* carriedIsCredited(field, before, solved);
      } catch (error) {
        yield { field: field.id, code: "carried-differs", message: authorsWords(error) };
      }
    }
    before.set(field.id, solved.grids.get(field.id)!);
  }
}

/** `quantity` is what is asked: otherwise wrong numbers would be recognised as mistakes in something else. */
export function* quantityHolds({ variant, numbers }: Solved): Generator<Finding> {
  for (const field of variant.item.fields) {
    if (!isNumberField(field) || field.quantity === undefined) continue;
    try {
      const asked = askedQuantity(field.quantity, variant.values);
      const right = numbers.get(field.id)!;
      if (wayOf(asked, right) >= 0) continue;
      yield {
        field: field.id,
        code: "quantity-differs",
        message: say(
          `\`quantity\` is ${JSON.stringify(asked.right[0])} and the answer is ${JSON.stringify(right)}`,
          `\`quantity\` é ${JSON.stringify(asked.right[0])} e a resposta é ${JSON.stringify(right)}`,
        ),
      };
    } catch (error) {
      yield { field: field.id, code: "quantity-fails", message: authorsWords(error, "`quantity`: ") };
    }
  }
}

/** The check of a code field makes cases; whether its solution passes is for the grader, see `codeProject`. */
export function* codeChecks({ variant }: Solved): Generator<Finding> {
  for (const field of variant.item.fields) {
    if (field.kind !== "code") continue;
    for (const { path, message } of projectProblems(codeProject(variant, field))) {
      // exercises.0.checks.0 is the field's `check`
      const words = `check.${path.slice(4).join(".")}: ${message}`;
      yield { field: field.id, code: "code-check", message: say(words, words) };
    }
  }
}
