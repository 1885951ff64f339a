import katex from "katex";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Project } from "../project.ts";
import type { Localised } from "../report.ts";
import type { ProofProblem } from "./proof.ts";

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
const problem = (file: string, line: number, column: number, text: Localised): ProofProblem => ({
  text,
  file,
  line,
  column,
});

/** KaTeX speaks English only. */
function formulaError(tex: string, displayMode: boolean): Localised | null {
  try {
    katex.renderToString(tex, { displayMode, throwOnError: true, strict: "ignore" });
    return null;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { en: text, "pt-BR": `Fórmula que não pode ser composta: ${text}` };
  }
}

function linkProblem(node: Node, paths: ReadonlySet<string>): Localised | null {
  const url = node.url ?? "";
  if (url === "" || /^([a-z][a-z0-9+.-]*:|#)/i.test(url)) return null;
  if (url.startsWith("/")) {
    return { en: `the link ${url} leads out of the project`, "pt-BR": `o link ${url} sai do projeto` };
  }
  const nowhere = { en: `the link ${url} leads nowhere`, "pt-BR": `o link ${url} não leva a nada` };
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0]!).replace(/^(\.\/)+/, "");
    return paths.has(path) || [...paths].some((other) => other.startsWith(`${path.replace(/\/$/, "")}/`))
      ? null
      : nowhere;
  } catch {
    return nowhere; // not a percent-encoded name
  }
}

/**
 * What is wrong with one statement: formulas that KaTeX cannot set, links that lead nowhere, exercises without a section.
 * @param paths every file of the project's folder
 */
export function statementProblems(
  file: string,
  markdown: string,
  project: Project,
  paths: ReadonlySet<string>,
): ProofProblem[] {
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkMath).parse(markdown) as Node;
  const nodes = everyNode(tree);
  const problems: ProofProblem[] = [];
  for (const node of nodes) {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    if (node.type === "math" || node.type === "inlineMath") {
      const error = formulaError(node.value ?? "", node.type === "math");
      if (error) problems.push(problem(file, line, column, error));
    }
    if (node.type === "link" || node.type === "image" || node.type === "definition") {
      const error = linkProblem(node, paths);
      if (error) problems.push(problem(file, line, column, error));
    }
  }
  const headings = nodes.filter(({ type, depth }) => type === "heading" && depth === 2).map(textOf);
  for (const { id } of project.exercises) {
    if (headings.some((heading) => heading === id || heading.startsWith(`${id} `))) continue;
    const text = {
      en: `no section "## ${id} — …" for the exercise ${id}`,
      "pt-BR": `falta a seção "## ${id} — …" do exercício ${id}`,
    };
    problems.push(problem(file, 1, 1, text));
  }
  return problems;
}

/** Hints and titles are Markdown with formulas, too. */
export function hintProblems(project: Project): ProofProblem[] {
  const parser = unified().use(remarkParse).use(remarkMath);
  return project.exercises.flatMap((exercise) => {
    const { en, "pt-BR": pt } = exercise.hints;
    const uneven: Localised = {
      en: `${exercise.id}: ${en.length} hints in English, ${pt.length} in Portuguese`,
      "pt-BR": `${exercise.id}: ${en.length} dicas em inglês, ${pt.length} em português`,
    };
    const formulas = [...en, ...pt].flatMap((hint) =>
      everyNode(parser.parse(hint) as Node)
        .filter(({ type }) => type === "math" || type === "inlineMath")
        .flatMap((node) => formulaError(node.value ?? "", node.type === "math") ?? [])
        .map((error) => ({
          en: `${exercise.id}, a hint: ${error.en}`,
          "pt-BR": `${exercise.id}, uma dica: ${error["pt-BR"]}`,
        })),
    );
    return [...(en.length === pt.length ? [] : [uneven]), ...formulas].map((text) =>
      problem("project.yaml", 1, 1, text),
    );
  });
}
