import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { browserEngine } from "../../../grader/reference/browser.ts";
import { findChromium } from "../../../grader/reference/chromium.ts";
import { graphicsFlags } from "../../../grader/reference/graphics.ts";

const folders: string[] = [];
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chromium-test-"));
  folders.push(folder);
  return folder;
}
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe("finding a browser", () => {
  it("takes the one it is given before all others", async () => {
    const program = join(await emptyFolder(), "chrome");
    await writeFile(program, "#!/bin/sh\n");
    await chmod(program, 0o755);
    expect(await findChromium({ chromePath: program })).toMatchObject({ path: program });
  });

  it("does not replace a given one that cannot be run", async () => {
    const file = join(await emptyFolder(), "chrome");
    await writeFile(file, "not a program");
    expect(await findChromium({ chromePath: file })).toEqual({ missing: expect.stringContaining(file) });
  });
});

const packaged = await findChromium({ lookAt: [] });

// on Linux x64 npm must have brought it along: without it the browser tests run nowhere but where somebody installed one
describe.skipIf(process.platform !== "linux" || process.arch !== "x64")(
  "the browser that comes with npm install",
  () => {
    it("is unpacked once, where only this user may write, also when two processes want it", async () => {
      const unpackInto = await emptyFolder();
      const both = await Promise.all([
        findChromium({ unpackInto, lookAt: [] }),
        findChromium({ unpackInto, lookAt: [] }),
      ]);
      expect(both[0]).toEqual(both[1]);
      const entries = await readdir(unpackInto);
      expect(entries).toHaveLength(1);
      expect((await stat(join(unpackInto, entries[0]!))).mode & 0o077).toBe(0);
      expect(both[0]).toMatchObject({ path: join(unpackInto, entries[0]!, "chromium") });
    });

    it("runs the reference", async () => {
      const engine = await browserEngine("webgl", {
        chromePath: "missing" in packaged ? "" : packaged.path,
        timeoutMs: 60_000,
      });
      expect(await engine.loss([{ W: [[2]], b: [1], f: "linear" }], [[1]], [[0]])).toBe(9);
      await engine.close();
    });

    it("draws form fields, which need a system font", async () => {
      if ("missing" in packaged) throw new Error(packaged.missing);
      const browser = await chromium.launch({
        executablePath: packaged.path,
        args: ["--no-sandbox", ...packaged.args],
        env: packaged.env,
      });
      const page = await browser.newPage();
      await page.setContent("<input placeholder='name'><select><option>one</option></select><textarea>text</textarea>");
      expect((await page.screenshot()).length).toBeGreaterThan(0);
      await browser.close();
    });

    it("is not taken from a folder that others may write into", async () => {
      const unpackInto = await emptyFolder();
      const name = "missing" in packaged ? "" : packaged.path.split("/").at(-2)!;
      await mkdir(join(unpackInto, name));
      await writeFile(join(unpackInto, name, "chromium"), "planted");
      await chmod(join(unpackInto, name), 0o777);
      expect(await findChromium({ unpackInto, lookAt: [] })).toEqual({
        missing: expect.stringContaining("not a folder of this user"),
      });
    });
  },
);

describe("graphics flags", () => {
  it("ask for software where there is no GPU, and try the GPU first where there is one", () => {
    const none = graphicsFlags("linux", () => false);
    expect(none).toHaveLength(1);
    expect(none[0]).toContain("--use-angle=swiftshader");
    const some = graphicsFlags("linux", (path) => path === "/dev/nvidiactl");
    expect(some).toHaveLength(2);
    expect(some[0]).toContain("--use-angle=vulkan");
    expect(some[1]).toEqual(none[0]);
  });
});
