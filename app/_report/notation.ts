const symbol = /(?<![\w$\\])([A-Za-zδ])((?:[_^](?:\{[^}]*\}|[A-Za-z0-9]+))+)/g;

/**
 * The grader writes δ^1 and w_{1,2}^1 in its sentences, which a terminal shows as they are; on a page they are set as
 * formulas. Sentences that hold formulas or code of their own are left alone.
 */
export function withFormulas(sentence: string): string {
  if (/[$`]/.test(sentence)) return sentence;
  return sentence.replace(symbol, (_match, letter: string, indices: string) => {
    const base = letter === "δ" ? "\\delta" : letter;
    return `$${base}${indices.replace(/([_^])(?!\{)([A-Za-z0-9]+)/g, "$1{$2}").replaceAll("−", "-")}$`;
  });
}
