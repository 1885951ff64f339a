import { EventEmitter } from "node:events";
import pg from "pg";
import { env } from "../env.ts";
import { log } from "../log.ts";
import { processWide } from "../process-wide.ts";
import { changesChannel } from "./notify.ts";

/** A waiting submission moves up when others are done, which is not announced for each of them: look again so often, in ms. */
const lookAgainEvery = 3000;

const eventOf = (id: string) => `changed ${id}`;

/** One LISTEN connection per process, shared by all watchers; opened by the first and kept. */
class Listener {
  readonly events = new EventEmitter().setMaxListeners(0);
  #retryMs = 250;

  constructor() {
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    let lost = false;
    const reconnect = (error?: Error) => {
      if (lost) return;
      lost = true;
      if (error) log().warn({ error }, "the listener lost the database");
      client.end().catch(() => undefined);
      setTimeout(() => void this.#connect(), this.#retryMs).unref();
      this.#retryMs = Math.min(10_000, this.#retryMs * 2);
    };
    client.on("error", reconnect);
    client.on("end", () => reconnect());
    client.on("notification", ({ payload }) => {
      if (payload) this.events.emit(eventOf(payload));
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${changesChannel}`);
      this.#retryMs = 250;
      // what was missed meanwhile
      for (const name of this.events.eventNames()) this.events.emit(name);
    } catch (error) {
      reconnect(error as Error);
    }
  }
}

/**
 * Says when something about a submission, or about what a course publishes, changed; the reader then reads again what its
 * viewer may see. The caller has already read the thing, and so knows that its viewer may. Changes that come faster than they
 * are taken are one. Ends when `signal` aborts.
 * @param moved asked now and then whether something changed that nobody announces
 */
export async function* watch(
  id: string,
  signal: AbortSignal,
  moved: () => Promise<boolean> = async () => true,
): AsyncGenerator<{ kind: "changed" }, void, void> {
  const { events } = processWide("listener", () => new Listener());
  // the reader's first look may have been before we began to listen
  let changed = true;
  let wake = () => {};
  const change = () => {
    changed = true;
    wake();
  };
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    // a database that does not answer is noticed by the reader's own reading
    if (await moved().catch(() => true)) change();
    asking = false;
  };
  const again = setInterval(() => void ask(), lookAgainEvery);
  again.unref();
  events.on(eventOf(id), change);
  signal.addEventListener("abort", change, { once: true });
  try {
    while (!signal.aborted) {
      if (changed) {
        changed = false;
        yield { kind: "changed" };
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    clearInterval(again);
    events.off(eventOf(id), change);
    signal.removeEventListener("abort", change);
  }
}
