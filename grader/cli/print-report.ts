import type { CheckReport, Diagnosis, Message, Report } from "../report.ts";
import { type Language, painter } from "./terminal.ts";
import { verdictIn, type Words, wordsIn } from "./words.ts";

/** A problem-matcher line: `file:line:col: error: text`, as editors and CI read it. */
export function matcherLine(message: Message, language: Language): string {
  const text = message.localised?.[language] ?? message.text;
  const code = message.code ? `${message.code}: ` : "";
  return `${message.file || "(hand-in)"}:${message.line}:${message.column}: ${message.severity ?? "error"}: ${code}${text}`;
}

/** TeX without what only a page can show. */
const plainTex = (tex: string) => tex.replaceAll(/\\htmlClass\{suspect\}/g, "");

function numberIn(language: Language, value: number): string {
  const text = String(Math.round(value * 100) / 100);
  return language === "pt-BR" ? text.replace(".", ",") : text;
}

/** A report for a person in a terminal: scores, then the first failing check in words, then where the code of the others threw. */
export function printReport(
  report: Report,
  { language, colour, scope }: { language: Language; colour: boolean; scope: "all" | "public" },
): string {
  const words = wordsIn(language);
  const paint = painter(colour);
  const lines: string[] = [];
  const number = (value: number) => numberIn(language, value);
  for (const message of report.messages) {
    lines.push(matcherLine(message, language));
    if (message.frame) lines.push(paint("dim", message.frame));
  }
  if (report.messages.length > 0) lines.push("");
  if (report.status !== "graded") {
    const text = words[report.status];
    return `${[...lines, paint("red", text)].join("\n")}\n`;
  }

  const checks = report.exercises.flatMap((exercise) => exercise.checks);
  const width = Math.max(...checks.map(({ id }) => id.length));
  for (const exercise of report.exercises) {
    lines.push(paint("bold", `${exercise.id}  ${number(exercise.score)} / ${number(exercise.maxScore)}`));
    for (const check of exercise.checks) lines.push(checkLine(check, width, words, language, paint));
  }
  lines.push(
    "",
    paint("bold", `${words.score}: ${number(report.score)} / ${number(report.maxScore)}`) +
      (scope === "public" ? ` (${words.ofPublic})` : ""),
  );

  const failing = checks.filter(({ verdict }) => verdict !== "accepted" && verdict !== "not_run");
  // what a person has written is of more interest than what is not there yet
  const first = failing.find(({ verdict }) => verdict !== "missing_export") ?? failing[0];
  if (first) lines.push("", ...detail(first, words, language, paint));
  const said = new Set(lines);
  const elsewhere = failing.flatMap(({ at }) => (at ? [matcherLine(at, language)] : []));
  lines.push(...new Set(elsewhere.filter((line) => !said.has(line))));
  return `${lines.join("\n")}\n`;
}

function checkLine(
  check: CheckReport,
  width: number,
  words: Words,
  language: Language,
  paint: ReturnType<typeof painter>,
): string {
  const passed = check.verdict === "accepted";
  const mark = passed ? paint("green", "✓") : paint("red", "✗");
  const cases = check.cases ? `  ${check.casesPassed ?? 0}/${check.cases} ${words.cases}` : "";
  const points = `${numberIn(language, check.score)}/${numberIn(language, check.maxScore)}`.padStart(7);
  const code = check.diagnoses[0] ? `  ${paint("yellow", check.diagnoses[0].code)}` : "";
  const flags = check.flags.length > 0 ? `  ${paint("cyan", check.flags.map((flag) => flag.code).join(", "))}` : "";
  const held =
    check.heldBack === undefined
      ? ""
      : `  ${paint("yellow", `${numberIn(language, check.heldBack)} ${words.heldBack}`)}`;
  return `  ${mark} ${check.id.padEnd(width)} ${points}  ${verdictIn(words, check.verdict)}${paint("dim", cases)}${code}${flags}${held}`;
}

function detail(check: CheckReport, words: Words, language: Language, paint: ReturnType<typeof painter>): string[] {
  const lines = [paint("bold", `${words.firstFailing}: ${check.id} (${verdictIn(words, check.verdict)})`)];
  if (check.explanation) lines.push(`  ${check.explanation[language]}`);
  if (check.at) {
    lines.push(matcherLine(check.at, language));
    if (check.at.frame) lines.push(paint("dim", check.at.frame));
  }
  const tensors = check.tensors.filter((tensor) => !tensor.agrees).slice(0, 6);
  for (const tensor of tensors) {
    const error = tensor.relativeError === null ? "—" : tensor.relativeError.toPrecision(2);
    const digits =
      tensor.digits === null || tensor.digits === undefined ? "" : `, ${tensor.digits.toFixed(1)} ${words.digits}`;
    lines.push(`  ${words.tensor} ${tensor.name}: ${words.relative} ${error}${digits}`);
  }
  for (const diagnosis of check.diagnoses) lines.push(...diagnosisLines(diagnosis, words, language, paint));
  const first = check.convergence?.firstDivergence;
  if (first !== null && first !== undefined) lines.push(`  ${words.diverges} ${first}`);
  if (check.output)
    lines.push(
      `  ${words.printed}:`,
      ...check.output
        .split("\n")
        .slice(0, 10)
        .map((line) => paint("dim", `    ${line}`)),
    );
  return lines;
}

function diagnosisLines(
  diagnosis: Diagnosis,
  words: Words,
  language: Language,
  paint: ReturnType<typeof painter>,
): string[] {
  const where = diagnosis.export ? ` [${diagnosis.export}]` : "";
  return [
    `  ${paint("yellow", diagnosis.code)}${where}: ${diagnosis.message[language]}`,
    ...(diagnosis.formula ? [`    ${words.formula}: ${plainTex(diagnosis.formula)}`] : []),
    ...(diagnosis.hint ? [`    ${words.hint}: ${diagnosis.hint[language]}`] : []),
  ];
}
