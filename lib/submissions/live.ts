import { EventEmitter, on } from "node:events";
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
      // what was missed meanwhile; not "error", to which every watcher listens, too
      for (const name of this.events.eventNames()) if (name !== "error") this.events.emit(name);
    } catch (error) {
      reconnect(error as Error);
    }
  }
}

/**
 * Says when something about a submission, or about what a course publishes, changed; the reader then reads again what its
 * viewer may see. The caller has already read the thing, and so knows that its viewer may. Ends when `signal` aborts.
 */
export async function* watch(id: string, signal: AbortSignal): AsyncGenerator<{ kind: "changed" }, void, void> {
  if (signal.aborted) return;
  const { events } = processWide("listener", () => new Listener());
  const again = setInterval(() => events.emit(eventOf(id)), lookAgainEvery);
  again.unref();
  const changes = on(events, eventOf(id), { signal });
  try {
    // the reader's first look may have been before we began to listen
    yield { kind: "changed" };
    for await (const _ of changes) {
      if (signal.aborted) return;
      yield { kind: "changed" };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(again);
    await changes.return?.();
  }
}
