/** where the machine begins to print its own state, when it breaks down */
const crashDump =
  /^(?:<--- Last few GCs --->|FATAL ERROR: |# Fatal (?:error|JavaScript)|#\n# Fatal |\s*Native stack trace|\s*#\s+\S+\[\d+\]: |----- Native stack)/m;

/** What a program prints: kept up to a cap, for people to read, never parsed. */
export class Noise {
  private readonly chunks: Buffer[] = [];
  /** all that was printed, kept or not */
  bytes = 0;
  private readonly cap: number;
  constructor(cap: number) {
    this.cap = cap;
  }

  /** @returns false when the cap is passed */
  add(chunk: Buffer): boolean {
    const room = this.cap - this.bytes;
    if (room > 0) this.chunks.push(chunk.subarray(0, room));
    this.bytes += chunk.length;
    return this.bytes <= this.cap;
  }

  /** what the program itself printed. The text with control characters escaped (ANSI colours, carriage returns, NUL); invalid UTF-8 becomes U+FFFD */
  text(): string {
    const text = Buffer.concat(this.chunks).toString("utf8");
    const dump = text.search(crashDump);
    return clean(dump < 0 ? text : text.slice(0, dump));
  }

  raw(): string {
    return Buffer.concat(this.chunks).toString("latin1");
  }
}

/** Escapes what could forge a log line, colour a terminal or turn text around. */
export function clean(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
