/** Where in a Markdown text something stands: that decides how numbers are written and what must be escaped. */
export type Place = "text" | "math" | "code";

export interface Piece {
  place: Place;
  text: string;
}

const fenceBegin = /^[ \t>]*(`{3,}|~{3,}|\${2,})([^\n]*)/;

/**
 * The text in pieces, in order; together they are the text again. Fences, code spans and formulas are found as remark and
 * remark-math find them. A formula or a code span ends within its paragraph; a fence that is not closed goes to the end.
 * Takes time in proportion to the length, whatever stands there.
 */
export function placesOf(markdown: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (place: Place, text: string) => {
    const last = pieces.at(-1);
    if (text === "") return;
    if (last && last.place === place && place === "text") last.text += text;
    else pieces.push({ place, text });
  };
  let paragraph = "";
  const endParagraph = () => {
    for (const { place, text } of inParagraph(paragraph)) add(place, text);
    paragraph = "";
  };
  let fence: { mark: string; text: string } | null = null;
  for (const line of markdown.split(/(?<=\n)/)) {
    if (fence) {
      fence.text += line;
      if (!closes(line, fence.mark)) continue;
      add(fence.mark.startsWith("$") ? "math" : "code", fence.text);
      fence = null;
      continue;
    }
    const [, mark, info = ""] = fenceBegin.exec(line) ?? [];
    // what follows on the line may not hold the mark again: then it is a span within a paragraph
    if (mark && (mark.startsWith("~") || !info.includes(mark[0]!))) {
      endParagraph();
      fence = { mark, text: line };
      continue;
    }
    paragraph += line;
    if (line.trim() === "") endParagraph();
  }
  endParagraph();
  if (fence) add(fence.mark.startsWith("$") ? "math" : "code", fence.text);
  return pieces;
}

/** A line of nothing but the mark, or more of it. */
function closes(line: string, mark: string): boolean {
  const text = line.replace(/^[ \t>]+/, "").trimEnd();
  return text.startsWith(mark) && text === mark[0]!.repeat(text.length);
}

/** Code spans and formulas of one paragraph: each goes from a run of marks to the next run of the same length. */
function* inParagraph(text: string): Generator<Piece> {
  const runs = [...text.matchAll(/`+|\$+/g)].map(({ 0: marks, index }) => ({ marks, index }));
  // for each run the next one with the same marks, found from the end
  const next = new Array<number | undefined>(runs.length);
  const latest = new Map<string, number>();
  for (let k = runs.length - 1; k >= 0; k--) {
    next[k] = latest.get(runs[k]!.marks);
    latest.set(runs[k]!.marks, k);
  }
  let from = 0;
  for (let k = 0; k < runs.length; k++) {
    const { marks, index } = runs[k]!;
    const end = next[k];
    if (end === undefined || escaped(text, index, from)) continue;
    const stop = runs[end]!.index + marks.length;
    yield { place: "text", text: text.slice(from, index) };
    yield { place: marks.startsWith("$") ? "math" : "code", text: text.slice(index, stop) };
    from = stop;
    k = end;
  }
  yield { place: "text", text: text.slice(from) };
}

/** An odd number of backslashes stands before it. */
function escaped(text: string, index: number, from: number): boolean {
  let slashes = 0;
  while (index - slashes > from && text[index - slashes - 1] === "\\") slashes++;
  return slashes % 2 === 1;
}
