import pino from "pino";
import { env } from "./env.ts";
import { processWide } from "./process-wide.ts";

/**
 * One JSON line per event on stderr. Written synchronously and without worker threads: they do not survive a bundler, and
 * the last line before a crash is the one that matters. Never log file contents, passwords or session cookies.
 */
export function log(): pino.Logger {
  return processWide("log", () =>
    pino(
      {
        level: env().LOG_LEVEL,
        base: { process: env().NABLA_PROCESS },
        errorKey: "error",
        serializers: { error: pino.stdSerializers.err },
        timestamp: pino.stdTimeFunctions.isoTime,
      },
      pino.destination({ dest: 2, sync: true }),
    ),
  );
}
