/** The outside world as the command line meets it; `bin/nabla.mjs` makes it, tests make their own. */
export interface Terminal {
  out(text: string): Promise<unknown>;
  err(text: string): Promise<unknown>;
  colour: boolean;
  /** whether a line on stderr can be overwritten: progress is shown only then */
  live: boolean;
  language: Language;
  directory: string;
  /** where the package is */
  root: string;
  chromePath?: string | undefined;
  /** run programs although nothing walls them in (SANDBOX_UNSAFE=trusted-code-only) */
  trustedCodeOnly?: boolean;
  signal: AbortSignal;
}

export type Language = "en" | "pt-BR";

/** The call or the project is wrong: exit 2, with a sentence that says what to change. */
export class UsageError extends Error {
  override name = "UsageError";
}

export const exitCodes = { done: 0, invalid: 1, usage: 2, failed: 3, interrupted: 130 } as const;

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Paint = (style: keyof typeof codes, text: string) => string;

export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}
