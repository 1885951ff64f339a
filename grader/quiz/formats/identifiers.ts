/** Names as our files need them: ASCII, kebab-case, no longer than a file name should be. */
const longest = 60;

/** @returns "" when nothing of the name is left, as for a title in another script */
export function kebab(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, longest)
    .replace(/-+$/, "");
}

/** Gives out names that no one else has: `name`, `name-2`, `name-3`, ... */
export function uniqueNames(): (wanted: string, otherwise: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (wanted, otherwise) => {
    const base = kebab(wanted) || otherwise;
    let name = base;
    for (let n = next.get(base) ?? 2; taken.has(name); n++) {
      name = `${base}-${n}`;
      next.set(base, n + 1);
    }
    taken.add(name);
    return name;
  };
}

/** "a", "b", ..., "z", "aa", ...: ids of choices in the order of the source. */
export function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

const plainWords = (text: string) =>
  text
    .slice(0, 1_000)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    // formulas stay as they are; what Markdown means by its signs goes
    .split(/(?<!\\)(\$[^$]*[^$\\]\$)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[*_`#>|\\]/g, "")))
    .join("")
    .replace(/\s+/g, " ")
    .trim();

/** A title for an item without one: the first words of its text. */
export function titleFrom(text: string): string {
  const words = plainWords(text);
  if (words.length <= longest) return words;
  const cut = words.slice(0, longest);
  return `${cut.slice(0, cut.lastIndexOf(" ") > 20 ? cut.lastIndexOf(" ") : longest)} …`;
}
