import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, lstat, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** A browser that can be started: its program, the flags it always needs, and its whole environment. */
export interface Chromium {
  path: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
}

const howToGetOne =
  "set CHROME_PATH to a Chromium or Chrome, install the package chromium of your system, or run npm install on Linux x64, " +
  "which brings one along (@sparticuz/chromium)";

const installed =
  process.platform === "darwin"
    ? [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
      ]
    : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome"];

/**
 * The first browser there is: the one named by the caller, Playwright's own, an installed one, and last the one that comes
 * with npm install, which is unpacked on first use (2 s, 220 MB in `unpackInto`) and needs neither root nor a package manager.
 * A named one that does not exist is not replaced by another.
 */
export async function findChromium({
  chromePath,
  unpackInto = tmpdir(),
  lookAt,
}: {
  chromePath?: string | undefined;
  unpackInto?: string | undefined;
  /** paths to try instead of Playwright's browser and the well-known places */
  lookAt?: readonly string[] | undefined;
} = {}): Promise<Chromium | { missing: string }> {
  const plain = (path: string): Chromium => ({ path, args: [], env: { HOME: homedir(), PATH: "/usr/bin:/bin" } });
  if (chromePath) {
    if (await executable(chromePath)) return plain(chromePath);
    return { missing: `CHROME_PATH names ${chromePath}, which is not a program this user may run` };
  }
  for (const path of lookAt ?? [await playwrightsOwn(), ...installed]) {
    if (path !== undefined && (await executable(path))) return plain(path);
  }
  try {
    return await packaged(unpackInto);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: `no Chromium was found: ${howToGetOne}. The one from npm cannot be used: ${reason}` };
  }
}

async function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function playwrightsOwn(): Promise<string | undefined> {
  try {
    return (await import("playwright-core")).chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * Unpacks @sparticuz/chromium into a folder of this user alone. The package itself would use fixed names directly under the
 * temporary folder, where another user's file could stand in for the browser and a half-written one looks complete.
 */
async function packaged(unpackInto: string): Promise<Chromium> {
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error("it exists for Linux on x64 only");
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(join(dirname(entry), "..", "package.json"), "utf8")) as {
    version: string;
  };
  const uid = process.getuid?.() ?? 0;
  const folder = join(unpackInto, `nabla-browser-${version}-${uid}`);
  if (!(await isOurs(folder, uid))) {
    const fresh = await mkdtemp(join(unpackInto, "nabla-browser-"));
    try {
      await unpack(entry, fresh);
      await writeFile(join(fresh, "fonts.conf"), fontsIn(folder));
      // Another process may have finished first; its folder is as good, and is checked below.
      await rename(fresh, folder).catch(() => undefined);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
    if (!(await isOurs(folder, uid)))
      throw new Error(`${folder} is there already and is not a folder of this user alone`);
  }
  return {
    path: join(folder, "chromium"),
    args: ["--no-zygote"],
    env: {
      HOME: folder,
      PATH: "/usr/bin:/bin",
      FONTCONFIG_PATH: folder,
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    },
  };
}

/** The package's own file names folders of another machine; without any font the browser ends at the first form field. */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

/** Whether the folder was completed by this user (it gets its name last) and nobody else may write into it. */
async function isOurs(folder: string, uid: number): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === uid && (found.mode & 0o022) === 0;
}

/** In a process of its own, because the package takes the place to unpack to from the environment. */
async function unpack(entry: string, folder: string): Promise<void> {
  const program = `
    const { default: chromium, inflate } = await import(process.argv[1]);
    await chromium.executablePath();
    await inflate(process.argv[2]);
  `;
  const libraries = join(dirname(entry), "..", "bin", "al2023.tar.br");
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program, entry, libraries], {
    env: { TMPDIR: folder, PATH: "/usr/bin:/bin", NODE_ENV: "production" },
    timeout: 120_000,
  });
}
