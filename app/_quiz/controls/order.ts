/** `list` with the entry at `from` put at `to`; ends are not left. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const target = Math.min(Math.max(to, 0), list.length - 1);
  const next = [...list];
  const [entry] = next.splice(from, 1);
  if (entry === undefined) return [...list];
  next.splice(target, 0, entry);
  return next;
}
