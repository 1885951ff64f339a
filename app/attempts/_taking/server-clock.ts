/**
 * The server's clock as the page knows it: the last instant that the server named, and the time since by a clock that nobody
 * can set. A computer whose clock is wrong, or changed in the middle, has the same time left as everybody.
 */
export class ServerClock {
  #offset: number;
  readonly #monotonic: () => number;

  /** @param monotonic milliseconds of a clock that only goes forward */
  constructor(now: string, monotonic: () => number) {
    this.#monotonic = monotonic;
    this.#offset = Date.parse(now) - monotonic();
  }

  /** milliseconds since 1970 on the server */
  now(): number {
    return this.#monotonic() + this.#offset;
  }

  heard(now: string): void {
    this.#offset = Date.parse(now) - this.#monotonic();
  }
}
