import { expect, test } from "@playwright/test";
import { zipSync } from "fflate";
import { chooseFiles, file, type NamedFile, submitButton } from "./hand-in.ts";
import { projectPath, signIn } from "./people.ts";

const zip = (entries: Record<string, Uint8Array>): NamedFile => ({
  name: "work.zip",
  mimeType: "application/zip",
  buffer: Buffer.from(zipSync(entries)),
});
const code = new TextEncoder().encode("export const forward = 1;\n");

const refusals: { name: string; files: NamedFile[]; says: RegExp }[] = [
  {
    name: "no solution.ts",
    files: [file("main.ts", "export {}")],
    says: /no solution\.ts, but there is main\.ts: .*rename/,
  },
  {
    name: "two files of one name",
    files: [file("solution.ts", ""), file("Solution.ts", "")],
    says: /same as that of solution\.ts.*leave it out/,
  },
  {
    name: "bytes that are no text",
    files: [file("solution.ts", Buffer.from([0xff, 0xfe, 0x00, 0x41]))],
    says: /UTF-16\. Save it again with the encoding UTF-8/,
  },
  { name: "10 MB", files: [file("solution.ts", Buffer.alloc(10_000_000, 0x20))], says: /larger than 1 MiB in all/ },
  {
    name: "a zip that is none",
    files: [{ ...zip({}), buffer: Buffer.from("PK not really") }],
    says: /not a \.zip archive.*Make the \.zip again/,
  },
  {
    name: "a zip with ../",
    files: [zip({ "../solution.ts": code })],
    says: /\.\.\/solution\.ts.*leads outside of the hand-in/,
  },
  {
    name: "a zip of 10 MB",
    files: [{ ...zip({}), buffer: Buffer.alloc(10_000_000, 0x50) }],
    says: /larger than 3 MiB.*without node_modules/,
  },
];

test.beforeEach(async ({ page }) => signIn(page, "student4@t320.example"));

for (const { name, files, says } of refusals) {
  test(`${name}: refused with a message, and what was chosen stays`, async ({ page }) => {
    await chooseFiles(page, files);
    await submitButton(page).click();
    await expect(page.locator("#hand-in [role=alert]")).toContainText(says);
    expect(new URL(page.url()).pathname).toBe(projectPath);
    await expect(page.locator("#hand-in").getByText(files[0]!.name).first()).toBeVisible();
  });
}

test("a body beyond the limit is answered, not read to its end", async ({ page }) => {
  const answer = await page.request.post(`/api${projectPath}/submissions`, {
    headers: { "Sec-Fetch-Site": "same-origin" },
    multipart: {
      idempotencyKey: "0123456789abcdef0123",
      path: "solution.ts",
      file: { name: "file", mimeType: "text/plain", buffer: Buffer.alloc(4_000_000, 0x20) },
    },
  });
  expect(answer.status()).toBe(413);
  expect(await answer.json()).toEqual({ ok: false, reason: "too-large" });
});

test("a wrong password says so without saying which part was wrong", async ({ page }) => {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel(/^E-mail/).fill("student4@t320.example");
  await page.locator("input[name=password]").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").first()).toContainText("do not match");
});
