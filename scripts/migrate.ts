/** `node scripts/migrate.ts`: makes or updates the database that DATABASE_URL names, and the queue in it. May be run again at any time. */
import { installQueue } from "../lib/queue.ts";
import { alone, checkDatabase, createDatabase, migrate } from "./database.ts";
import { checkDatabaseUrl } from "./database-problem.ts";
import { Problem } from "./problem.ts";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set.");
  process.exit(2);
}
try {
  checkDatabaseUrl(url);
  await createDatabase(url);
  await checkDatabase(url);
  const setUp = async () => {
    await migrate(url);
    await installQueue(url);
  };
  await alone(url, setUp, () => console.log("Waiting for another process that is setting up the same database …"));
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exit(1);
}
console.log("The database is up to date.");
process.exit(0);
