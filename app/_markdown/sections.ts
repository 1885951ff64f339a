/** A statement cut at its `## <exercise id>` headings: what comes before them, and the text under each. */
export interface StatementSections {
  introduction: string;
  exercises: Map<string, string>;
}

export function cutStatement(markdown: string, exerciseIds: string[]): StatementSections {
  const exercises = new Map<string, string>();
  const introduction: string[] = [];
  let current: string | null = null;
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const id = fenced ? undefined : /^##\s+([a-z0-9-]+)\b/.exec(line)?.[1];
    if (id !== undefined && exerciseIds.includes(id)) {
      current = id;
      exercises.set(id, "");
      continue;
    }
    // another heading of that level (marking, deadlines) belongs to no exercise
    if (!fenced && /^##\s/.test(line)) current = null;
    if (current === null) introduction.push(line);
    else exercises.set(current, `${exercises.get(current)}${line}\n`);
  }
  // the page has its own title
  return {
    introduction: introduction
      .join("\n")
      .replace(/^\s*# .*\n/, "")
      .trim(),
    exercises,
  };
}
