import { grade, type Tools } from "../../grade.ts";
import type { Report } from "../../report.ts";
import { codeProject, codeResult } from "../code-field.ts";
import type { FieldOf } from "../field.ts";
import type { Item } from "../item.ts";
import type { FieldResult } from "../result.ts";
import type { Values } from "../values.ts";
import { drawVariant, type Variant } from "../variant.ts";
import { type SelfTestProblem, say, toProblem } from "./problem.ts";
import { wrongCalled } from "./wrong-answers.ts";

async function gradedAs(
  variant: Variant,
  field: FieldOf<"code">,
  text: string,
  tools: Tools,
  signal: AbortSignal,
): Promise<{ result: FieldResult; report: Report }> {
  const project = codeProject(variant, field);
  const report = await grade({ files: [{ path: "solution.ts", text }], project, scope: "all", tools, signal });
  return { result: codeResult(field, report, variant.values), report };
}

const whyOf = ({ messages, exercises, status }: Report): string =>
  messages[0]?.text ?? exercises[0]?.checks[0]?.verdict ?? status;

/**
 * The functions that an item asks for, graded as a hand-in is: the solution scores full, what one starts from does not, and the
 * author's wrong programs score less than full and are called what they should be.
 */
export async function proveCode(
  item: Item,
  generated: readonly Values[] | null,
  tools: Tools,
  signal: AbortSignal,
): Promise<SelfTestProblem[]> {
  const fields = item.fields.filter((field): field is FieldOf<"code"> => field.kind === "code");
  const drawn = drawVariant(item, "0", generated?.[0]);
  // a question that cannot be drawn is told by its self-test
  if (fields.length === 0 || !drawn.ok) return [];
  const problems: SelfTestProblem[] = [];
  for (const field of fields) {
    const add = (code: SelfTestProblem["code"], en: string, pt: string) =>
      problems.push(toProblem(item.id, { seed: "0", field: field.id, code, message: say(en, pt) }));
    const run = (text: string) => gradedAs(drawn.variant, field, text, tools, signal);
    const solved = await run(field.solution);
    if (solved.result.credit !== 1) {
      const why = whyOf(solved.report);
      add("solution-not-full", `the solution does not score full marks: ${why}`, `a solução não vale tudo: ${why}`);
    }
    if (field.starter.trim() !== "" && (await run(field.starter)).result.credit === 1) {
      add(
        "starter-scores-full",
        "what the student starts from scores full marks already",
        "o código inicial já vale tudo",
      );
    }
    for (const [k, wrong] of item.wrong.entries()) {
      const text = wrong.answers[field.id];
      if (typeof text !== "string") continue;
      const { result } = await run(text);
      const what = wrongCalled(k, wrong.why);
      const named = result.diagnoses.map(({ code }) => code);
      if (result.credit === 1) add("wrong-answer-scores", `${what.en} scores full marks`, `${what["pt-BR"]} vale tudo`);
      if (wrong.code !== undefined && !named.includes(wrong.code)) {
        const but = (words: string) => (named.length > 0 ? `, ${words} ${named.join(", ")}` : "");
        add(
          "wrong-not-named",
          `${what.en} is not recognised as ${wrong.code}${but("but as")}`,
          `${what["pt-BR"]} não é reconhecida como ${wrong.code}${but("mas como")}`,
        );
      }
    }
  }
  return problems;
}
