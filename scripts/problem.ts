/** Something the person at the terminal can do something about: printed as one sentence, without a stack. */
export class Problem extends Error {
  override name = "Problem";
}

/** The file that a text of the system names, such as "EACCES: permission denied, open '/srv/x'". */
const namedFile = (text: string) =>
  /(?:EACCES|EPERM|EROFS|[Pp]ermission denied|Read-only file system)[^\n']*'([^'\n]+)'/.exec(text)?.[1];

/** What an error of the system means and what to do about it; null when it is not one of the usual ones. */
function usual(text: string, home: string): string | null {
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(text))
    return "The disk is full. Make some room and start again; your data is kept.";
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/.test(text)) {
    return `There is no permission to write ${namedFile(text) ?? `in ${home}`}. Change its owner, start as its owner, or name another folder in NABLA_HOME.`;
  }
  if (/ENOMEM|Cannot allocate memory|heap out of memory|SIGKILL/.test(text))
    return "There is too little memory: close other programs, or give Nabla about 2 GB.";
  if (/EMFILE|ENFILE|EAGAIN|Resource temporarily unavailable/.test(text))
    return "This account may not open more files or start more processes (ulimit -n, ulimit -u): raise these limits.";
  if (/initdb|shared memory|could not create semaphores/.test(text))
    return "PostgreSQL could not be set up on this machine. Set DATABASE_URL to a PostgreSQL of yours, or see below why.";
  return null;
}

function wholeText(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error; at !== undefined && parts.length < 6; at = at instanceof Error ? at.cause : undefined) {
    const code = (at as { code?: unknown } | null)?.code;
    parts.push(`${code ?? ""} ${at instanceof Error ? at.message : String(at)}`.trim());
  }
  return parts.join("\n");
}

/** Lines that say where in a program something was thrown, and what its runtime prints around them: nobody at the terminal can use them. */
const noise =
  /^\s+at |^\(node:\d+\)|^\(Use `node|^Node\.js v\d|^(file|node):\S+:\d+$|^\s*\^+$|^\s*throw |^\s*[{}[\]]+,?$|^\s+\w+: .*,?$/;

/** The first lines of a text that say something, without stacks. */
function technical(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !noise.test(line));
  const shown = lines.slice(0, 25).map((line) => line.replace(/ \{$/, ""));
  return shown.concat(lines.length > 25 ? ["…"] : []).join("\n");
}

/** The sentence to print for an error that ended the start, with what the system said below it unless it was expected. */
export function explain(error: unknown, home: string): string {
  if (error instanceof Problem) return error.message;
  const text = wholeText(error);
  return `${usual(text, home) ?? "Nabla could not start."}\n${technical(text)}`;
}
