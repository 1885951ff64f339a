/**
 * node test/bench/accuracy.ts [TEXT]
 * How often the pipeline is right over the corpus of test/fixtures/submissions: mistakes as students make them, two at once,
 * mistakes outside the table, and correct programs in other styles; a table in Markdown and every case that went wrong.
 * With TEXT, only hand-ins whose name holds it.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openTools } from "../../grader/cli/tools.ts";
import type { SourceFile } from "../../grader/compile/types.ts";
import { grade } from "../../grader/grade.ts";
import { readFolder } from "../../grader/intake/hand-in.ts";
import type { ExerciseKind } from "../../grader/kinds.ts";
import { loadProject } from "../../grader/project-folder.ts";
import type { CheckReport } from "../../grader/report.ts";
import {
  doubleMistakes,
  programOf,
  unlistedMistakes,
  type WrongSubmission,
  wrongSubmissions,
} from "../fixtures/submissions/wrong.ts";
import { filesOf, wrongElsewhere } from "../fixtures/submissions/wrong-elsewhere.ts";

const projectFolder = fileURLToPath(new URL("../../courses/t320/projects/project-2", import.meta.url));
const correctFolder = fileURLToPath(new URL("../fixtures/submissions/correct", import.meta.url));
const loaded = await loadProject(projectFolder);
if (!loaded.ok) throw new Error(loaded.messages.map(({ text }) => text).join("\n"));
const { project } = loaded.folder;
const tools = await openTools("cpu", { chromePath: undefined });
const wanted = (name: string) => name.includes(process.argv[2] ?? "");

/** ex1's 2-2-1 networks cannot tell all mistakes apart, as the course wants to show: its checks are judged, not named */
const tellsApart = ({ id }: CheckReport) => !id.startsWith("ex1.");

interface Wrong {
  name: string;
  kinds: readonly ExerciseKind[];
  codes: readonly string[];
  files: readonly SourceFile[];
}

const plain = (list: readonly WrongSubmission[]): Wrong[] =>
  list.map(({ patches, ...wrong }) => {
    const text = programOf({ name: wrong.name, patches });
    return { ...wrong, files: [{ path: "solution.ts", text }] };
  });
const elsewhere = (double: boolean): Wrong[] =>
  wrongElsewhere
    .filter((wrong) => (wrong.double ?? false) === double)
    .map((wrong) => ({ ...wrong, name: `${wrong.style}: ${wrong.name}`, files: filesOf(wrong) }));

async function checksOfKinds(files: readonly SourceFile[], kinds: readonly ExerciseKind[]): Promise<CheckReport[]> {
  const exercises = project.exercises
    .map((exercise) => ({ ...exercise, checks: exercise.checks.filter((check) => kinds.includes(check.kind)) }))
    .filter(({ checks }) => checks.length > 0);
  const report = await grade({ files, project: { ...project, exercises }, scope: "all", tools });
  if (report.status !== "graded") throw new Error(`${report.status}: ${report.messages.map((m) => m.text).join("; ")}`);
  return report.exercises.flatMap(({ checks }) => checks);
}

interface Tally {
  handIns: number;
  /** hand-ins with a kind whose hidden checks all accept it */
  falseAccepts: number;
  /** failing checks that should name a cause */
  named: number;
  rightFirst: number;
  /** one cause said with confidence, and not the right one */
  wrongSingle: number;
  unexplained: number;
}

const wentWrong: string[] = [];
/** unexplained where a code would do, and accepted as such */
const leftOpen: string[] = [];

/** Two at a time, as many as there are cores on a small machine. */
async function each<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = list.values();
  const drain = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all([drain(), drain()]);
}

async function tally(
  list: readonly Wrong[],
  isRight: (said: readonly string[], codes: readonly string[]) => boolean,
): Promise<Tally> {
  const sum: Tally = { handIns: 0, falseAccepts: 0, named: 0, rightFirst: 0, wrongSingle: 0, unexplained: 0 };
  await each(
    list.filter(({ name }) => wanted(name)),
    async ({ kinds, ...wrong }) => {
      const checks = await checksOfKinds(wrong.files, kinds);
      sum.handIns += 1;
      for (const kind of kinds) {
        const hidden = checks.filter((check) => check.kind === kind && check.visibility === "hidden");
        if (hidden.every(({ verdict }) => verdict === "accepted")) {
          sum.falseAccepts += 1;
          wentWrong.push(`${wrong.name}: accepted as ${kind}`);
        }
      }
      for (const check of checks.filter((one) => one.verdict !== "accepted" && tellsApart(one))) {
        const said = check.diagnoses.map(({ code }) => code);
        sum.named += 1;
        if (said[0] === "unexplained") {
          sum.unexplained += 1;
          if (wrong.codes.some((code) => code !== "unexplained")) leftOpen.push(`${wrong.name}, ${check.id}`);
        }
        if (isRight(said, wrong.codes)) sum.rightFirst += 1;
        else
          wentWrong.push(`${wrong.name}, ${check.id}: ${said.join(", ") || "nothing"} for ${wrong.codes.join(" or ")}`);
        const [only] = said;
        if (said.length === 1 && only !== "unexplained" && !wrong.codes.includes(only!)) sum.wrongSingle += 1;
      }
    },
  );
  return sum;
}

const percent = (part: number, of: number) => (of === 0 ? "" : `${((100 * part) / of).toFixed(1)} %`);
const rows: string[][] = [];
const began = performance.now();

type IsRight = (said: readonly string[], codes: readonly string[]) => boolean;
const oneOf: IsRight = (said, codes) => codes.includes(said[0]!);
const bothOrNeither: IsRight = (said, codes) => said[0] === "unexplained" || codes.every((code) => said.includes(code));

for (const [title, list, isRight] of [
  ["one mistake", plain(wrongSubmissions), oneOf],
  ["one mistake, in two other styles", elsewhere(false), oneOf],
  ["two mistakes (both or neither)", [...plain(doubleMistakes), ...elsewhere(true)], bothOrNeither],
  ["a mistake outside the table (unexplained)", plain(unlistedMistakes), oneOf],
] as const) {
  const sum = await tally(list, isRight);
  rows.push([
    title,
    String(sum.handIns),
    String(sum.falseAccepts),
    "",
    percent(sum.rightFirst, sum.named),
    percent(sum.wrongSingle, sum.named),
    percent(sum.unexplained, sum.named),
  ]);
}

let [styles, falseRejects] = [0, 0];
await each(readdirSync(correctFolder).filter(wanted), async (style) => {
  const handIn = await readFolder(`${correctFolder}/${style}`);
  if (!handIn.ok) throw new Error(handIn.messages.map(({ text }) => text).join("\n"));
  const report = await grade({ files: handIn.files, project, scope: "all", tools });
  styles += 1;
  const refused = report.exercises
    .flatMap(({ checks }) => checks)
    .filter(({ verdict }) => verdict !== "accepted" && verdict !== "missing_export");
  if (refused.length > 0) falseRejects += 1;
  for (const { id, verdict } of refused) wentWrong.push(`${style}, ${id}: ${verdict}, and it is right`);
});
rows.push(["correct, in other styles", String(styles), "", String(falseRejects), "", "", ""]);

const head = [
  "hand-ins",
  "count",
  "false accepts",
  "false rejects",
  "right cause first",
  "wrong single cause",
  "unexplained",
];
for (const row of [head, head.map((_, k) => (k === 0 ? "---" : "---:")), ...rows])
  console.log(`| ${row.join(" | ")} |`);
console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s. Causes are counted over the checks that fail.`);
if (wentWrong.length > 0) console.log(`\nNot as they should be:\n${wentWrong.map((line) => `- ${line}`).join("\n")}`);
if (leftOpen.length > 0)
  console.log(`\nUnexplained where a name would fit:\n${leftOpen.map((line) => `- ${line}`).join("\n")}`);
await tools.close();
