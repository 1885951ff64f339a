import { stat } from "node:fs/promises";
import { join } from "node:path";
import katex from "katex";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Project } from "../project.ts";
import type { Message } from "../report.ts";

interface Node {
  type: string;
  value?: string;
  url?: string;
  depth?: number;
  children?: Node[];
  position?: { start: { line: number; column: number } };
}

const everyNode = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(everyNode)];
const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join("");
const problem = (file: string, line: number, column: number, text: string): Message => ({
  file,
  line,
  column,
  text,
  severity: "error",
});

function formulaError(tex: string, displayMode: boolean): string | null {
  try {
    katex.renderToString(tex, { displayMode, throwOnError: true, strict: "ignore" });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function linkProblem(dir: string, node: Node): Promise<string | null> {
  const url = node.url ?? "";
  if (url === "" || /^([a-z][a-z0-9+.-]*:|#)/i.test(url)) return null;
  if (url.startsWith("/")) return `the link ${url} leads out of the project`;
  const found = await stat(join(dir, decodeURIComponent(url.split(/[?#]/)[0]!))).catch(() => null);
  return found ? null : `the link ${url} leads nowhere`;
}

/** What is wrong with one statement: formulas that KaTeX cannot set, links that lead nowhere, exercises without a section. */
export async function statementProblems(
  dir: string,
  file: string,
  markdown: string,
  project: Project,
): Promise<Message[]> {
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkMath).parse(markdown) as Node;
  const nodes = everyNode(tree);
  const problems: Message[] = [];
  for (const node of nodes) {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    if (node.type === "math" || node.type === "inlineMath") {
      const error = formulaError(node.value ?? "", node.type === "math");
      if (error) problems.push(problem(file, line, column, error));
    }
    if (node.type === "link" || node.type === "image" || node.type === "definition") {
      const error = await linkProblem(dir, node);
      if (error) problems.push(problem(file, line, column, error));
    }
  }
  const headings = nodes.filter(({ type, depth }) => type === "heading" && depth === 2).map(textOf);
  for (const { id } of project.exercises) {
    const found = headings.some((heading) => heading === id || heading.startsWith(`${id} `));
    if (!found) problems.push(problem(file, 1, 1, `no section "## ${id} — …" for the exercise ${id}`));
  }
  return problems;
}

/** Hints and titles are Markdown with formulas, too. */
export function hintProblems(project: Project): Message[] {
  const parser = unified().use(remarkParse).use(remarkMath);
  return project.exercises.flatMap((exercise) => {
    const { en, "pt-BR": pt } = exercise.hints;
    const uneven =
      en.length === pt.length ? [] : [`${exercise.id}: ${en.length} hints in English, ${pt.length} in Portuguese`];
    const formulas = [...en, ...pt].flatMap((hint) =>
      everyNode(parser.parse(hint) as Node)
        .filter(({ type }) => type === "math" || type === "inlineMath")
        .flatMap((node) => formulaError(node.value ?? "", node.type === "math") ?? [])
        .map((error) => `${exercise.id}, a hint: ${error}`),
    );
    return [...uneven, ...formulas].map((text) => problem("project.yaml", 1, 1, text));
  });
}
