import { join } from "node:path";
import type { Tools } from "../grade.ts";
import type { Item } from "../quiz/item.ts";
import { loadQuiz, type QuizContent } from "../quiz/quiz-folder.ts";
import { proveCode } from "../quiz/self-test/code-proof.ts";
import { runGenerators } from "../quiz/self-test/run-generators.ts";
import { type SelfTestProblem, selfTest } from "../quiz/self-test.ts";
import type { Values } from "../quiz/values.ts";
import { matcherLine } from "./print-report.ts";
import { type Language, painter, type Terminal, UsageError } from "./terminal.ts";

export interface ProvableQuiz {
  dir: string;
  content: QuizContent;
}

/** The quiz of a folder, or exit 2 with every problem at its file and line. */
export async function quizIn(dir: string, language: Language): Promise<ProvableQuiz> {
  const loaded = await loadQuiz(dir);
  if (loaded.ok) return { dir, content: loaded.content };
  throw new UsageError(
    loaded.messages
      .map((m) => matcherLine({ ...m, file: m.file === dir ? dir : join(dir, m.file) }, language))
      .join("\n"),
  );
}

const seeds = 200;

/** As editors and CI read it; the place is the question's file, since a seed has no line. */
function problemLine(dir: string, { item, seed, field, localised }: SelfTestProblem, language: Language): string {
  const where = [
    ...(field === undefined ? [] : [`${language === "en" ? "field" : "campo"} "${field}"`]),
    ...(seed === undefined ? [] : [`${language === "en" ? "seed" : "semente"} "${seed}"`]),
  ];
  const prefix = where.length > 0 ? `${where.join(", ")}: ` : "";
  return `${join(dir, "questions", `${item}.yaml`)}:1:1: error: ${prefix}${localised[language]}`;
}

/** One question: over its seeds here, its programs in the sandbox. */
async function proveItem(
  item: Item,
  pool: readonly Values[] | null,
  tools: Tools,
  terminal: Terminal,
  tell: (done: number) => void,
) {
  const { problems, variants } = selfTest(item, { seeds, ...(pool ? { generated: pool } : {}), onProgress: tell });
  return { variants, problems: [...problems, ...(await proveCode(item, pool, tools, terminal.signal))] };
}

/**
 * Proves a quiz question by question, telling how far it is; returns how many problems it has. What a question's proof is made of
 * is said in `selfTest` and `proveCode`.
 */
export async function proveQuiz({ dir, content }: ProvableQuiz, tools: Tools, terminal: Terminal): Promise<number> {
  const { quiz, items } = content;
  const paint = painter(terminal.colour);
  await terminal.out(`${paint("green", "✓")} ${quiz.id}: ${items.length} question${items.length === 1 ? "" : "s"}\n`);
  const { pools, problems } = await runGenerators(content, tools, terminal.signal);
  let failures = 0;
  for (const [k, item] of items.entries()) {
    terminal.signal.throwIfAborted();
    const show = (done: number) => {
      // the last of many lines would still be on its way when the result is printed
      if (terminal.live && done % 50 === 0)
        void terminal.err(`\r\u001b[K${k + 1}/${items.length} ${item.id}: ${done} variants …`);
    };
    if (terminal.live) await terminal.err(`\r\u001b[K${k + 1}/${items.length} ${item.id} …`);
    const broken = problems.filter((one) => one.item === item.id);
    const proved =
      broken.length > 0
        ? { problems: broken, variants: 0 }
        : await proveItem(item, pools[item.id] ?? null, tools, terminal, show);
    if (terminal.live) await terminal.err("\r\u001b[K");
    failures += proved.problems.length;
    const mark = proved.problems.length === 0 ? paint("green", "✓") : paint("red", "✗");
    const many = `${proved.variants} variant${proved.variants === 1 ? "" : "s"}`;
    const lines = proved.problems.map((problem) => `  ${problemLine(dir, problem, terminal.language)}`);
    await terminal.out(`${[`${mark} ${item.id} (${many})`, ...lines].join("\n")}\n`);
  }
  return failures;
}
