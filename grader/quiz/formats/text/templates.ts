import { placesOf } from "../../show/place.ts";

/**
 * Braces of a foreign text must not become one of our templates, nor its brackets one of our gaps. In a formula `{ {` means what
 * `{{` does; in a text a backslash makes the second brace a character like any other; in code only a space is left to us.
 */
export function guarded(markdown: string): string {
  if (!/\{\{|\[\[/.test(markdown)) return markdown;
  return placesOf(markdown)
    .map(({ place, text }) => {
      if (place === "text") return text.replace(/\{(?=\{)/g, "{\\").replace(/\[(?=\[)/g, "[\\");
      const braces = text.replace(/\{(?=\{)/g, "{ ");
      return place === "code" ? braces.replace(/\[(?=\[)/g, "[ ") : braces;
    })
    .join("");
}

/** the same for texts without markup: titles and accepted answers */
export const guardedPlain = (text: string): string => text.replace(/\{(?=\{)/g, "{ ");
