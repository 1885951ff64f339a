import { parseArgs } from "node:util";
import { Problem } from "./problem.ts";

export const usage = `npm start -- [--port N] [--host ADDRESS] [--no-demo] [--no-web]
  --port N       serve on this port (or PORT); without it, the first free one from 3000 on
  --host ADDRESS listen on this address; 127.0.0.1 unless given
  --no-demo      no demonstration course and accounts (or NABLA_DEMO=0)
  --no-web       database and worker only`;

/** What `npm start --` was asked for. @throws Problem with the usage */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string" },
        host: { type: "string", default: "127.0.0.1" },
        "no-demo": { type: "boolean", default: process.env.NABLA_DEMO === "0" },
        "no-web": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const port = values.port ?? (process.env.PORT || undefined);
    const isPort = port === undefined || (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535);
    if (!isPort) throw new Error(`"${port}" is not a port: they go from 1 to 65535`);
    return { ...values, port: port === undefined ? undefined : Number(port) };
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n${usage}`);
  }
}
