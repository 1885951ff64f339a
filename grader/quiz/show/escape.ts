/** Values are data: a text among them must come out as itself and never as markup. */

/** GFM makes links of bare addresses after escapes are undone; an empty comment takes them apart and is not shown. */
const insideAddresses = /(?<=https?)(?=:\/\/)|(?<=www)(?=\.)|(?=@)/gi;

/** In Markdown: every character that could mean something is escaped, a line break cannot begin a block. */
export const inMarkdown = (text: string): string =>
  text
    .replace(/[\r\n]+/g, " ")
    .split(insideAddresses)
    .map((part) => part.replace(/[!-/:-@[-`{-~]/g, "\\$&"))
    .join("<!-- -->");

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
