import type { Tools } from "../../grader/grade.ts";
import { selfCheck } from "../grading/self-check.ts";
import { log } from "../log.ts";
import { takeOutOfService } from "./register.ts";

/** Also a worker at which nothing fails looks at itself so often, in ms. */
const everyMs = 10 * 60_000;
/** After a fault, but not more often than so, in ms: faults come in swarms. */
const notMoreOften = 10_000;

/**
 * Watches whether a worker can still be trusted. When its canary fails it is taken out of service, and `onBad` ends the
 * process at once: whatever it is at goes to another worker, since its results would be worth nothing.
 */
export function watchOneself(workerId: string, tools: Tools, onBad: () => void) {
  let last = performance.now();
  let under = false;
  const look = async () => {
    if (under) return;
    under = true;
    last = performance.now();
    try {
      await selfCheck(tools);
    } catch (error) {
      log().fatal({ error, workerId }, "this worker takes itself out of service");
      const note = error instanceof Error ? error.message : String(error);
      await takeOutOfService(workerId, note).catch((cause) =>
        log().error({ error: cause }, "could not be written down"),
      );
      onBad();
    } finally {
      under = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return {
    /** looks now; when this resolves and the process still runs, all is well */
    look,
    /** something failed by our own fault: is it this worker? */
    suspect: () => {
      if (performance.now() - last > notMoreOften) void look();
    },
    stop: () => clearInterval(timer),
  };
}
