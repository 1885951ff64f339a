import { log } from "../log.ts";
import { closeExpired, judgeUnjudged } from "./taking/finish.ts";

/** Ends attempts whose time is over so often, in ms; looks for what could not be judged so often. */
const closeEveryMs = 3000;
const judgeEveryMs = 60_000;

/**
 * Looks after attempts while this process lives: ends and judges those whose time is over, also when nobody looks at them.
 * Several processes may do so at the same time.
 * @returns stops it
 */
export function keepAttempts(): () => void {
  let busy = false;
  let judgedAt = 0;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      await closeExpired();
      if (performance.now() - judgedAt > judgeEveryMs) {
        judgedAt = performance.now();
        await judgeUnjudged();
      }
    } catch (error) {
      log().warn({ error }, "attempts were not looked after");
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), closeEveryMs);
  return () => clearInterval(timer);
}
