/** `node scripts/migrate.ts`: makes or updates the database that DATABASE_URL names, and the queue in it. May be run again at any time. */
import { installQueue } from "../lib/queue.ts";
import { createDatabase, migrate } from "./database.ts";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set.");
  process.exit(2);
}
await createDatabase(url);
await migrate(url);
await installQueue(url);
console.log("The database is up to date.");
process.exit(0);
