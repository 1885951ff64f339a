import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Message } from "../report.ts";

export type Path = readonly PropertyKey[];

/** A YAML file that met its schema; `complain` says what else is wrong with it, at the place that the path leads to. */
export type ReadYaml<T> =
  | { ok: true; value: T; complain(path: Path, text: string): Message }
  | { ok: false; messages: Message[] };

/** Billion laughs: so many aliases are a quiz's no more. */
const mostAliases = 100;

/** Reads a YAML text by a schema; every problem has the line and column that the YAML gives it. */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): ReadYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error" });
  const message = (line: number, column: number, words: string): Message => ({
    file,
    line,
    column,
    text: words,
    severity: "error",
  });
  if (document.errors.length > 0) {
    return {
      ok: false,
      // the first mistake makes the reader stumble over what follows
      messages: document.errors.slice(0, 3).map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return message(line, col, error.message.split("\n")[0]!);
      }),
    };
  }
  const complain = (path: Path, words: string): Message => {
    const { line, col } = place(path);
    return message(line, col, path.length > 0 ? `${path.map(String).join(".")}: ${words}` : words);
  };
  const place = (path: Path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length) as unknown[], true);
      if (!isNode(node) || !node.range) continue;
      // a block map begins at its first key: that is the line of what is missing or unknown in it
      const first = isMap(node) ? node.items[0]?.key : node;
      return lines.linePos(isScalar(first) && first.range ? first.range[0] : node.range[0]);
    }
    return { line: 1, col: 1 };
  };
  let json: unknown;
  try {
    json = document.toJS({ maxAliasCount: mostAliases });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw new Error(`${file} cannot be read`, { cause });
    return { ok: false, messages: [message(1, 1, "too many aliases")] };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data, complain };
  return {
    ok: false,
    messages: parsed.error.issues.flatMap(meant).map((issue) => complain(issue.path, inWords(issue, json))),
  };
}

const languages: Record<string, string> = { en: "English", "pt-BR": "Portuguese" };

/** Of the alternatives of a union, the problems of the one that was meant: the one that got furthest. */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const furthest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
  if (depth(furthest) === 0) return [issue];
  return furthest.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** zod's words, but for what authors most often leave out: one of the two languages. */
function inWords(issue: z.core.$ZodIssue, json: unknown): string {
  const last = issue.path.at(-1);
  if (issue.code === "invalid_type" && typeof last === "string" && Object.hasOwn(languages, last)) {
    const given = issue.path.reduce<unknown>(
      (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
      json,
    );
    if (given === undefined) return `the text in ${languages[last]} is missing`;
  }
  if (issue.code === "invalid_key") return "a name begins with a small letter and has letters, digits and _ only";
  return issue.message;
}
