/** Something the person at the terminal can do something about: printed as one sentence, without a stack. */
export class Problem extends Error {
  override name = "Problem";
}

/** What an error of the system means and what to do about it; null when it is not one of the usual ones. */
function usual(text: string, home: string): string | null {
  if (/ENOSPC|No space left on device/.test(text))
    return "The disk is full. Make some room and start again; your data is kept.";
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/.test(text)) {
    return `There is no permission to write in ${home}. Change its owner, or name another folder in NABLA_HOME.`;
  }
  if (/28P01|28000|password authentication failed/.test(text))
    return "The database refused the user or password in DATABASE_URL.";
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT/.test(text))
    return "The database in DATABASE_URL does not answer. Is it running?";
  if (/initdb|shared memory|could not create semaphores/.test(text))
    return "PostgreSQL could not be set up on this machine.";
  return null;
}

function wholeText(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error; at !== undefined && parts.length < 6; at = at instanceof Error ? at.cause : undefined) {
    const code = (at as { code?: unknown } | null)?.code;
    parts.push(`${code ?? ""} ${at instanceof Error ? at.message : String(at)}`);
  }
  return parts.join("\n");
}

/** The sentence to print for an error that ended the start, with the technical text below it unless it was expected. */
export function explain(error: unknown, home: string): string {
  if (error instanceof Problem) return error.message;
  const text = wholeText(error);
  return `${usual(text, home) ?? "Nabla could not start."}\n${text.trim()}`;
}
