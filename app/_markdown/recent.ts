/** What was made of a text, for the texts asked for last: those of a whole class stay, those with somebody's own numbers come and go. */
export function recent(size: number, make: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    const made = known ?? make(text);
    if (known !== undefined) kept.delete(text);
    else if (kept.size >= size) kept.delete(kept.keys().next().value as string);
    kept.set(text, made);
    return made;
  };
}
