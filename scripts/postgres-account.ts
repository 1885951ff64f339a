import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { Problem } from "./problem.ts";

const run = promisify(execFile);

/** How to start PostgreSQL's programs: they refuse to run as root. */
export interface Launcher {
  prefix: string[];
  uid?: number;
  gid?: number;
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", user]), run("id", ["-g", user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

const works = (prefix: string[]) =>
  run(prefix[0]!, [...prefix.slice(1), "true"]).then(
    () => true,
    () => false,
  );

/** Ends what it starts when the starter is gone, however that ended: a server that nobody watches helps nobody. */
async function endingWithParent(): Promise<string[]> {
  const prefix = ["setpriv", "--pdeathsig", "INT", "--"];
  return (await works(prefix)) ? prefix : [];
}

/**
 * As an ordinary user: directly. As root: in a user namespace where root looks like nobody, which needs no account and
 * reaches files below /root; where namespaces are forbidden (many containers), as the account `postgres`.
 * An existing data folder decides by its owner, so that it is always served in the same way.
 * @throws Problem where root finds no account to become
 */
export async function findLauncher(data: string): Promise<Launcher> {
  const mortal = await endingWithParent();
  if (userInfo().uid !== 0) return { prefix: mortal };
  const owner = existsSync(data) ? await stat(data) : undefined;
  if (owner && owner.uid !== 0) return { prefix: mortal, uid: owner.uid, gid: owner.gid };

  const namespace = ["unshare", "--user", "--map-user=65534", "--map-group=65534"];
  if (await works(namespace)) return { prefix: [...namespace, ...mortal] };
  if (owner) {
    throw new Problem(
      `The database in ${data} belongs to root, and PostgreSQL refuses to run as root where there are no user namespaces. ` +
        `Give it to an ordinary user (chown -R) and start Nabla as that one, or set DATABASE_URL.`,
    );
  }

  let ids = await idsOf("postgres");
  if (!ids) {
    await run("groupadd", ["--system", "postgres"]).catch(() => undefined);
    await run("useradd", ["--system", "--gid", "postgres", "postgres"]).catch(() => undefined);
    ids = await idsOf("postgres");
  }
  if (!ids) {
    throw new Problem(
      "PostgreSQL does not run as root, and no account for it could be made. Start Nabla as an ordinary user, or set DATABASE_URL.",
    );
  }
  return { prefix: mortal, ...ids };
}

/** The command, arguments and options of spawn for one of the programs. */
export function launch(launcher: Launcher, program: string, args: string[]) {
  const [command, ...rest] = [...launcher.prefix, program, ...args];
  const ids = launcher.uid === undefined ? {} : { uid: launcher.uid, gid: launcher.gid };
  // "/": their own folder may be out of reach for that account
  return { command: command!, args: rest, options: { ...ids, cwd: "/" } };
}
