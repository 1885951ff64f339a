import { PrismaPg } from "@prisma/adapter-pg";
import type { ClientBase } from "pg";
import { type Prisma, PrismaClient } from "../generated/prisma/client.ts";
import { env } from "./env.ts";
import { processWide } from "./process-wide.ts";

/** A transaction of the client, or the client itself. */
export type Tx = Prisma.TransactionClient;

/**
 * Prisma's adapter writes instants without their offset and drops it when it reads them: a session in another time zone, which the server, the
 * database or the role may ask for, would shift deadlines against the clock. It also reads dates in ISO form only.
 */
async function speakUtc(client: ClientBase): Promise<void> {
  await client.query("SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'");
}

/** What a transaction may wait for a connection and take, in ms: on a machine that is short of time, late is better than refused. */
const patience = { maxWait: 20_000, timeout: 20_000 };

/** The database client of this process, with its pool of connections. */
export function db(): PrismaClient {
  return processWide("db", () => {
    const adapter = new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL,
      onConnect: speakUtc,
    });
    return new PrismaClient({ adapter, transactionOptions: patience });
  });
}

/** Which rule of the database an error says was broken: the constraint's name or Prisma's code; null for other errors. */
export function brokenRule(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, meta } = error as { code?: unknown; meta?: Record<string, unknown> };
  const adapterError = meta?.driverAdapterError as
    | { cause?: { constraint?: unknown; originalMessage?: string } }
    | undefined;
  const constraint = adapterError?.cause?.constraint;
  if (typeof constraint === "string") return constraint;
  return typeof code === "string" ? code : null;
}
