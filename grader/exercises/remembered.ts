import type { Check } from "../project.ts";

/** checks of a few projects; the oldest-used go first */
const most = 256;

/**
 * A function of a check and its project's seed with a memory: cases and their bounds are the same for every submission, and a
 * worker sees the same project all day. What it returns must not be changed.
 */
export function remembered<C extends Check, T>(pose: (check: C, seed: string) => T): (check: C, seed: string) => T {
  const known = new Map<string, T>();
  return (check, seed) => {
    const key = `${seed}\u0000${JSON.stringify(check)}`;
    const posed = known.get(key) ?? pose(check, seed);
    known.delete(key);
    known.set(key, posed);
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return posed;
  };
}
