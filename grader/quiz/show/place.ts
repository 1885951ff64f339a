/** Where in a Markdown text something stands: that decides how numbers are written and what must be escaped. */
export type Place = "text" | "math" | "code";

/**
 * Fences, code spans and formulas, as remark and remark-math find them; what a backslash escapes is neither.
 * A formula or a code span ends within its paragraph; a fence that is not closed goes to the end.
 */
const special = new RegExp(
  [
    /(?<fence>^[ \t]*(?<mark>`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?(?:^[ \t]*\k<mark>[`~]*[ \t]*$|(?![\s\S]))|(?![\s\S])))/,
    /(?<!`)(?<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\k<ticks>(?!`)/,
    /(?<!\$)(?<dollars>\${1,2})(?!\$)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!\$)\k<dollars>(?!\$)/,
    /\\[\s\S]/,
  ]
    .map((part) => part.source)
    .join("|"),
  "gm",
);

/** The text in pieces, in order; together they are the text again. */
export function placesOf(markdown: string): { place: Place; text: string }[] {
  const pieces: { place: Place; text: string }[] = [];
  let from = 0;
  const take = (place: Place, to: number) => {
    if (to > from) pieces.push({ place, text: markdown.slice(from, to) });
    from = to;
  };
  for (const match of markdown.matchAll(special)) {
    const { fence, ticks, dollars } = match.groups ?? {};
    if (!fence && !ticks && !dollars) continue;
    take("text", match.index);
    take(dollars ? "math" : "code", match.index + match[0].length);
  }
  take("text", markdown.length);
  return pieces;
}
