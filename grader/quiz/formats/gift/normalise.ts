/**
 * The grammar of gift-pegjs is stricter than Moodle: it wants `:`, `=`, `~` and `#` escaped in the text of a question, and numbers
 * without exponents. What Moodle reads is put into the form that the grammar reads.
 */
export function normalised(source: string): string {
  const { title, rest } = titleOf(source.trim());
  const open = answersAt(rest);
  const end = open < 0 ? -1 : closing(rest, open);
  // a brace without its partner is left to the grammar, which says where
  if (end < 0) return title + escapedText(rest);
  const answers = rest.slice(open + 1, end);
  const tail = rest.slice(end + 1).replace(/^\s*\/\/.*$/m, "");
  const body = numerical(answers) ? numbers(answers) : escapedAnswers(remarksDropped(answers));
  const head = rest.slice(0, open);
  // the grammar wants words between a text's format and its answers: `[html]{=Asia} is large` gets the blank that it stands for
  if (/^\s*\[(html|moodle|plain|markdown)\]\s*$/.test(head) && tail.trim() !== "") {
    return `${title}${head.trim()}_____ ${escapedText(tail.trim())}{${body}}`;
  }
  return `${title}${escapedText(head)}{${body}}${escapedText(tail)}`;
}

function titleOf(source: string): { title: string; rest: string } {
  if (!source.startsWith("::")) return { title: "", rest: source };
  for (let at = 2; at < source.length - 1; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith("::", at)) {
      const title = source.slice(2, at).replace(/\s*\n\s*/g, " ");
      const rest = source
        .slice(at + 2)
        .replace(/^[ \t]*\/\/.*$/m, (remark, offset: number) => (offset === 0 ? "" : remark));
      return { title: `::${escapedText(title)}::`, rest };
    }
  }
  return { title: "", rest: source };
}

const formula =
  /\\\((?:(?!\\\))[\s\S]){0,2000}\\\)|\\\[(?:(?!\\\])[\s\S]){0,2000}\\\]|\$\$(?:(?!\$\$)[\s\S]){0,2000}\$\$/g;

/** the brace that opens the answers: neither escaped nor in a formula, where authors forget the backslash */
function answersAt(text: string): number {
  const words = text.replace(formula, (whole) => " ".repeat(whole.length));
  for (let at = 0; at < words.length; at++) {
    if (words[at] === "\\") at++;
    else if (words[at] === "{") return at;
  }
  return -1;
}

/** the brace that closes the one at `open`; pairs inside of it belong to a formula */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}

/** each character that means something to the grammar, escaped where it is not yet */
function escaped(text: string, special: string): string {
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\" && at + 1 < text.length) out += character + text[++at];
    else out += special.includes(character) ? `\\${character}` : character;
  }
  return out;
}

const escapedText = (text: string) => escaped(text, ":=~#").replace(formula, (whole) => escaped(whole, "{}"));
/** `=`, `~` and `#` divide answers */
const escapedAnswers = (text: string) => escaped(text, ":{}");

/** `{ // a remark` and `F // a remark` */
const remarksDropped = (answers: string) =>
  answers
    .replace(/^[ \t]*\/\/.*$/m, (remark, offset: number) => (offset === 0 ? "" : remark))
    .replace(/^(\s*(?:T|TRUE|F|FALSE))[ \t]+\/\/.*$/m, "$1");

const numerical = (answers: string) => answers.trimStart().startsWith("#") && !answers.trimStart().startsWith("####");

/** `1e-3`, `.5` and `+ 2 : 0.1` as plain decimals without spaces, feedback left alone */
function numbers(answers: string): string {
  const body = answers.trimStart().slice(1).trimStart();
  // one number with words for all others, `3:2 ~#no`, goes without a sign in Moodle
  const signed = /^[^=~]+(?<!\\)[=~]/.test(body) ? `=${body}` : body;
  const [head = "", ...rest] = signed.split(/(#)/);
  let comment = false;
  return `#${[head, ...rest]
    .map((part) => {
      if (part === "#") {
        comment = true;
        return part;
      }
      if (!comment) return tidy(part);
      // a comment runs up to the next answer
      const next = part.search(/(?<!\\)[=~]/);
      comment = false;
      return next < 0 ? escapedAnswers(part) : escapedAnswers(part.slice(0, next)) + tidy(part.slice(next));
    })
    .join("")}`;
}

function tidy(part: string): string {
  return part
    .replace(/(\d),(?=\d)/g, "$1.")
    .replace(/(?<![\d.])\.(?=\d)/g, "0.")
    .replace(/(\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})/g, (whole) => decimal(Number(whole)))
    .replace(/\s{0,50}(:|\.\.)\s{0,50}(?=[-+\d])/g, "$1")
    .replace(/([-+])\s+(?=\d)/g, "$1");
}

function decimal(value: number): string {
  const text = String(value);
  if (!/e/.test(text)) return text;
  return value >= 1
    ? BigInt(value).toString()
    : value.toFixed(Math.min(100, 20 - Math.floor(Math.log10(value || 1)))).replace(/0+$/, "");
}
