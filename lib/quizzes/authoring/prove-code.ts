import { grade, type Tools } from "../../../grader/grade.ts";
import { codeProject, codeResult } from "../../../grader/quiz/code-field.ts";
import type { FieldOf } from "../../../grader/quiz/field.ts";
import type { Item } from "../../../grader/quiz/item.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import { drawVariant, generatedPlace } from "../../../grader/quiz/variant.ts";
import type { ProofProblem } from "./proof-row.ts";

/** The functions that an item asks for, graded as a hand-in is: the solution scores full marks, what one starts from does not. */
export async function proveCode(
  item: Item,
  generated: readonly Values[] | null,
  tools: Tools,
  signal: AbortSignal,
): Promise<ProofProblem[]> {
  const fields = item.fields.filter((field): field is FieldOf<"code"> => field.kind === "code");
  if (fields.length === 0) return [];
  const seed = "0";
  const drawn = drawVariant(item, seed, generated?.[generatedPlace(item, seed, generated.length)]);
  // a question that cannot be drawn is told by the self-tests already
  if (!drawn.ok) return [];
  const problems: ProofProblem[] = [];
  for (const field of fields) {
    const creditOf = async (text: string) => {
      const project = codeProject(drawn.variant, field);
      const report = await grade({
        files: [{ path: "solution.ts", text }],
        project,
        scope: "all",
        tools,
        signal,
      });
      return { credit: codeResult(field, report).credit, report };
    };
    const solved = await creditOf(field.solution);
    if (solved.credit !== 1) {
      const why =
        solved.report.messages[0]?.text ?? solved.report.exercises[0]?.checks[0]?.verdict ?? solved.report.status;
      problems.push({
        item: item.id,
        seed,
        field: field.id,
        code: "solution-not-full",
        message: `the solution does not score full marks: ${why}`,
      });
    }
    if (field.starter.trim() !== "" && (await creditOf(field.starter)).credit === 1) {
      problems.push({
        item: item.id,
        seed,
        field: field.id,
        code: "starter-scores-full",
        message: "what the student starts from scores full marks already",
      });
    }
  }
  return problems;
}
