/** Values are data: a text among them must come out as itself and never as markup. */

/** In Markdown: every character that could mean something is escaped, a line break cannot begin a block. */
export const inMarkdown = (text: string): string =>
  text.replace(/\s*[\r\n]+\s*/g, " ").replace(/[!-/:-@[-`{-~]/g, "\\$&");

const tex: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\textdollar{}",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  // they would end a formula or a code span of Markdown
  "`": "\u2018",
};

/** In a formula. */
export const inMath = (text: string): string =>
  `\\text{${text.replace(/\s+/g, " ").replace(/[\\{}$&#_%^~`]/g, (character) => tex[character]!)}}`;
