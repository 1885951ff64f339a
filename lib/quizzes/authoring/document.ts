import { Document, isMap, isNode, isPair, isScalar, LineCounter, type Pair, parseDocument, visit, YAMLMap } from "yaml";

/**
 * Changes to a YAML text that leave the rest of it as its author wrote it: only the lines of the top-level key that is changed are
 * written anew, and comments inside of them are kept. Pure; runs in the browser.
 */
export type Path = readonly (string | number)[];

/** 120 columns as the course's files have; long plain texts are folded, not cut */
const style = { lineWidth: 120, minContentWidth: 40, flowCollectionPadding: true } as const;

export interface YamlProblem {
  line: number;
  column: number;
  text: string;
}

export type ReadYaml = { ok: true; value: unknown } | { ok: false; problems: YamlProblem[] };

/** What a text says, or where it is no YAML. Aliases are bounded: a few lines must not become a billion. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { line, column: col, text: error.message.split("\n")[0]! };
      }),
    };
  }
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    return { ok: false, problems: [{ line: 1, column: 1, text: (error as Error).message }] };
  }
}

/** Characters of the pair of a top-level key, its trailing comments included. */
function extent(pair: Pair, text: string): [number, number] {
  const key = pair.key;
  const from = isNode(key) && key.range ? key.range[0] : 0;
  const value = isNode(pair.value) && pair.value.range ? pair.value : isNode(key) ? key : null;
  const to = value?.range ? value.range[2] : text.length;
  return [from, to];
}

const endLine = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

function write(pair: Pair): string {
  const part = new Document();
  const map = new YAMLMap();
  map.items.push(pair);
  part.contents = map as never;
  return endLine(part.toString(style));
}

function hasAnchor(document: Document): boolean {
  let found = false;
  visit(document, {
    Node: (_key, node) => {
      if ("anchor" in node && node.anchor !== undefined) found = true;
    },
  });
  return found;
}

/**
 * Applies a change to what stands under a top-level key.
 * @param change gets the whole document; it must touch nothing outside of `key`
 * @returns the new text; null when the text is no YAML map, which only its author can mend
 */
export function editKey(text: string, key: string, change: (document: Document) => void): string | null {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  if (document.contents === null) document.contents = new YAMLMap() as never;
  if (!isMap(document.contents)) return null;
  const find = () =>
    (document.contents as unknown as YAMLMap).items.find(
      (pair) => (isScalar(pair.key) ? pair.key.value : pair.key) === key,
    );
  const before = find();
  const range = before && extent(before, text);
  const anchored = hasAnchor(document as unknown as Document);
  change(document as unknown as Document);
  // an alias means something only beside its anchor: such a document is written as a whole
  if (anchored) return document.toString(style);
  const after = find();
  if (!after) return range ? text.slice(0, range[0]) + text.slice(range[1]) : text;
  if (isNode(after.key)) {
    // what stands before the key is outside of the replaced characters
    after.key.commentBefore = null;
    after.key.spaceBefore = false;
  }
  const written = write(after);
  if (!range) return endLine(text) + written;
  const behind = text.slice(range[1]);
  return (
    text.slice(0, range[0]) + (behind === "" || text[range[1] - 1] === "\n" ? written : written.trimEnd()) + behind
  );
}

/** Sets what stands at a path, making maps on the way; undefined takes it away. */
export function setAt(text: string, path: Path, value: unknown): string | null {
  return editKey(text, String(path[0]), (document) => {
    if (value === undefined) document.deleteIn(path);
    else if (isScalarValue(value) && isScalar(document.getIn(path, true))) document.setIn(path, value);
    else document.setIn(path, styled(document, value));
  });
}

const isScalarValue = (value: unknown) => typeof value !== "object" || value === null;

/** New texts of several lines are block literals, which an author can read. */
function styled(document: Document, value: unknown) {
  const node = document.createNode(value);
  visit(node as never, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === "string" && scalar.value.includes("\n")) scalar.type = "BLOCK_LITERAL";
    },
  });
  return node;
}

/** Changes the list at a path. */
export function editList(text: string, path: Path, change: (items: unknown[]) => void): string | null {
  return editKey(text, String(path[0]), (document) => {
    let list = document.getIn(path, true) as { items?: unknown[] } | undefined;
    if (!list?.items) {
      document.setIn(path, document.createNode([]));
      list = document.getIn(path, true) as { items: unknown[] };
    }
    change(list.items!);
  });
}

/** Puts a value into the list at a path, at the end or at a place. */
export function insertAt(text: string, path: Path, value: unknown, index?: number): string | null {
  return editList(text, path, (items) => {
    items.splice(index ?? items.length, 0, styled(new Document(), value));
  });
}

export function removeAt(text: string, path: Path, index: number): string | null {
  return editList(text, path, (items) => {
    items.splice(index, 1);
  });
}

/** Moves one entry of the list at a path; places beyond the ends mean the ends. */
export function moveAt(text: string, path: Path, from: number, to: number): string | null {
  return editList(text, path, (items) => {
    const [moved] = items.splice(from, 1);
    if (moved !== undefined) items.splice(Math.max(0, Math.min(items.length, to)), 0, moved);
  });
}

/** The 1-based line at which a path's value stands: where the source editor goes when a form's problem is followed. */
export function lineOf(text: string, path: Path): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    if (isPair(node)) break;
  }
  return 1;
}
