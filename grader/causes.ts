/** Every cause of a failure, outermost first, for whoever runs the grader. */
export function causesOf(error: unknown): string {
  const lines: string[] = [];
  for (let at: unknown = error; at !== undefined && lines.length < 8; at = (at as { cause?: unknown }).cause) {
    lines.push(at instanceof Error ? (lines.length === 0 ? at.message : `  ${at.message}`) : String(at));
    if (!(at instanceof Error)) break;
  }
  return lines.join("\n");
}
