/** The id of a line in the code listing; the same for the link to it. */
export function lineAnchor(file: string, line: number): string {
  return `L-${file.replace(/[^\w.-]/g, "_")}-${line}`;
}

/**
 * Where an export is defined: its declaration in any file, or else the line of solution.ts that exports it. Found by its
 * name, which is enough for pointing someone to their own function.
 */
export function whereIs(name: string, files: { path: string; text: string }[]): { file: string; line: number } | null {
  const declared = new RegExp(`^\\s*export\\s+(?:async\\s+)?(?:function\\*?|const|let|var)\\s+${name}\\b`);
  const exported = new RegExp(`\\b${name}\\b`);
  const lines = files.flatMap(({ path, text }) =>
    text.split("\n").map((line, index) => ({ path, line, number: index + 1 })),
  );
  const found =
    lines.find(({ line }) => declared.test(line)) ??
    lines.find(({ path, line }) => path === "solution.ts" && line.includes("export") && exported.test(line));
  return found ? { file: found.path, line: found.number } : null;
}
