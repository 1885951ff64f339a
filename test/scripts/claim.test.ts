import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimHome } from "../../scripts/claim.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "nabla-claim-"));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** A process whose command line is a starter's, claiming the folder and staying. */
async function starter(home: string): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    const { claimHome } = await import(${JSON.stringify(path.resolve("scripts/claim.ts"))});
    await claimHome(process.argv[1]).then(() => console.log("claimed"), (error) => console.log(error.message));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, home, "start.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [said] = await once(child.stdout!, "data");
  return { child, said: String(said).trim() };
}

test("of many that start at the same instant one gets the folder, and the others name it", async () => {
  const home = path.join(folder, "many");
  const all = await Promise.all(Array.from({ length: 5 }, () => starter(home)));
  const [winner, ...more] = all.filter(({ said }) => said === "claimed");
  expect(more).toEqual([]);
  const others = all.filter((one) => one !== winner);
  for (const { said } of others) expect(said).toContain(`already running from ${home} (process ${winner!.child.pid})`);
  for (const { child } of all) child.kill("SIGKILL");
  await Promise.all(all.map(({ child }) => child.exitCode ?? child.signalCode ?? once(child, "exit")));
  // killed, so nobody gave it back
  const release = await claimHome(home);
  expect(await readFile(path.join(home, "start.pid"), "utf8")).toBe(String(process.pid));
  await release();
});

test.each([
  ["another program's number", () => String(process.ppid)],
  ["a number that nobody has", () => "4194304"],
  ["nothing, as a full disk leaves it", () => ""],
])("a file that a killed starter left keeps nobody out: %s", async (_, content) => {
  const home = path.join(folder, "stale");
  await (await claimHome(home))();
  await writeFile(path.join(home, "start.pid"), content());
  await (await claimHome(home))();
});

test("a file in the folder's place is named as that", async () => {
  await writeFile(path.join(folder, "file"), "x");
  await expect(claimHome(path.join(folder, "file"))).rejects.toThrow(/is a file and not a folder/);
});
