/** where the machine begins to print its own state, when it breaks down */
const crashDump =
  /^(?:<--- Last few GCs --->|FATAL ERROR: |# Fatal (?:error|JavaScript)|#\n# Fatal |\s*Native stack trace|\s*#\s+\S+\[\d+\]: |----- Native stack)/m;

/** bytes of what was printed that a person is shown; nobody reads more */
const shownBytes = 64 * 1024;
/** the engine's last words, when it breaks down, fit in here */
const lastBytes = 64 * 1024;

/** What a program prints: its beginning is kept for people to read, its end for the engine's last words; never parsed. */
export class Noise {
  private readonly first: Buffer[] = [];
  private last: Buffer = Buffer.alloc(0);
  /** all that was printed, kept or not */
  private total = 0;
  /** what was printed since the last call began */
  bytes = 0;
  private readonly cap: number;
  private readonly shown: number;

  /** @param cap bytes that one call may print */
  constructor(cap: number) {
    this.cap = cap;
    this.shown = Math.min(cap, shownBytes);
  }

  /** A call begins. A training that is asked for many times may print its losses every time. */
  begin(): void {
    this.bytes = 0;
  }

  /** @returns false when the cap is passed */
  add(chunk: Buffer): boolean {
    const room = this.shown - this.total;
    if (room > 0) this.first.push(chunk.subarray(0, room));
    if (chunk.length > room) {
      this.last = Buffer.concat([this.last, chunk.subarray(Math.max(0, room))]).subarray(-lastBytes);
    }
    this.total += chunk.length;
    this.bytes += chunk.length;
    return this.bytes <= this.cap;
  }

  /** what the program itself printed, 64 KiB of it and how much more there was. The text with control characters escaped (ANSI colours, carriage returns, NUL); invalid UTF-8 becomes U+FFFD */
  text(): string {
    const text = Buffer.concat(this.first).toString("utf8");
    const dump = text.search(crashDump);
    const own = clean(dump < 0 ? text : text.slice(0, dump));
    const more = Math.ceil((this.total - this.shown) / 1024);
    return dump < 0 && more > 0 ? `${own}\n[… + ${more} KiB]\n` : own;
  }

  raw(): string {
    return Buffer.concat([...this.first, this.last]).toString("latin1");
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
