/** The contract's limits on a hand-in. */
export const maxFiles = 100;
export const maxBytes = 2 ** 20;

/** Our own, far above what an honest hand-in meets. */
export const maxArchiveBytes = 16 * 2 ** 20;
export const maxArchiveEntries = 5_000;
export const maxPathLength = 200;
/** files left out are named one by one up to here */
export const maxIgnoredNamed = 20;

export const entryFile = "solution.ts";
