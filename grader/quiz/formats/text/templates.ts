/**
 * Braces of a foreign text must not become one of our templates, nor its brackets one of our gaps. In a formula `{ {` means what
 * `{{` does; elsewhere a backslash makes the second brace a character like any other.
 */
export function guarded(markdown: string): string {
  const parts = markdown.split(/(\$\$[\s\S]*?\$\$|(?<!\\)\$(?:\\.|[^$\\])*\$)/);
  return parts
    .map((part, index) =>
      index % 2 === 1
        ? part.replace(/\{(?=\{)/g, "{ ").replace(/\}(?=\})/g, "} ")
        : part.replace(/\{(?=\{)/g, "{\\").replace(/\[(?=\[)/g, "[\\"),
    )
    .join("");
}
