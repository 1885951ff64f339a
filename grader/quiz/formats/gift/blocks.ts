/** A question of a GIFT file before it is parsed: blank lines divide questions, `//` lines are remarks, as in Moodle. */
export interface Block {
  /** 1-based */
  line: number;
  source: string;
  id: string;
  tags: string[];
}

const braces = (line: string): number => {
  const bare = line.replace(/\\[\s\S]/g, "");
  return (bare.match(/\{/g)?.length ?? 0) - (bare.match(/\}/g)?.length ?? 0);
};

/** Blank lines inside of braces divide nothing, unless a brace was left open and the next question begins. */
const begins = (line: string) => /^\s*(::|\$CATEGORY:)|(?<!\\)\{/.test(line);

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let current: Block | undefined;
  let depth = 0;
  let blank = false;
  let remarks: string[] = [];
  const close = () => {
    if (current) blocks.push(current);
    current = undefined;
    depth = 0;
  };
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (/^\s*\/\//.test(line)) {
      if (!current) remarks.push(line);
      return;
    }
    if (/^\s*$/.test(line)) {
      if (!current) remarks = [];
      if (depth <= 0) close();
      blank = true;
      return;
    }
    if (current && blank && begins(line)) close();
    blank = false;
    if (/^\s*\$CATEGORY:/.test(line)) {
      close();
      blocks.push({ line: index + 1, source: line.trim(), id: "", tags: [] });
      remarks = [];
      return;
    }
    if (current) current.source += `\n${line}`;
    else current = { line: index + 1, source: line, ...marked(remarks) };
    if (depth === 0) remarks = [];
    depth += braces(line);
  });
  close();
  return blocks;
}

/** `// [id:x] [tag:y]` before a question */
function marked(remarks: readonly string[]): { id: string; tags: string[] } {
  const all = remarks.map((line) => line.slice(0, 1_000)).join("\n");
  const clean = (value: string) => value.trim().replace(/\\\]/g, "]");
  return {
    id: clean(/\[id:([^\n\]\\]*(?:\\\][^\n\]\\]*)*)\]/.exec(all)?.[1] ?? ""),
    tags: [...all.matchAll(/\[tag:([^\n\]\\]*(?:\\\][^\n\]\\]*)*)\]/g)].map((match) => clean(match[1] ?? "")),
  };
}
