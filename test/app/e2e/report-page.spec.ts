import { expect, type Page, test } from "@playwright/test";
import { type Report, reportSchema } from "../../../grader/report.ts";
import { inDatabase } from "./database.ts";
import { signIn } from "./people.ts";

/** The demonstration's graded report, wrong in several ways: its address, and what the grader wrote. */
async function demonstration(page: Page): Promise<{ address: string; body: Report; html: string }> {
  await signIn(page, "student4@t320.example");
  const [row] = await inDatabase(
    `SELECT s.id, r.body FROM submissions s JOIN reports r ON r.id = s.report_id JOIN people p ON p.id = s.owner_id
     WHERE p.email = 'student4@t320.example' AND s.number = 1`,
  );
  const address = `/submissions/${row!.id}`;
  const body = reportSchema.parse(row!.body);
  return { address, body, html: await (await page.request.get(address)).text() };
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("what is hidden from a student is neither on the page nor in what is sent with it", async ({ page }) => {
  const { body, html } = await demonstration(page);
  const checks = body.exercises.flatMap((exercise) => exercise.checks);
  const told = (of: typeof checks) =>
    new Set(
      of.flatMap((check) => [
        ...(check.explanation ? Object.values(check.explanation) : []),
        ...(check.shownCase ? [check.shownCase] : []),
        ...check.diagnoses.flatMap(({ message }) => Object.values(message)),
        ...check.tensors.flatMap(({ relativeError }) => (relativeError ? [String(relativeError)] : [])),
        ...check.tensors.flatMap(({ reference }) => (reference ?? []).flat().filter(Boolean).map(String)),
      ]),
    );
  const open = told(checks.filter(({ visibility }) => visibility === "public"));
  const secret = [...told(checks.filter(({ visibility }) => visibility !== "public"))].filter(
    (text) => !open.has(text) && text.length > 6,
  );
  expect(secret.length).toBeGreaterThan(20);
  expect(secret.filter((text) => html.includes(text))).toEqual([]);
  expect([...open].some((text) => html.includes(text))).toBe(true);
});

test("the report reads without a script", async ({ page, browser }) => {
  const { address } = await demonstration(page);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    baseURL: new URL(page.url()).origin,
  });
  const plain = await context.newPage();
  await plain.goto(address);
  const first = plain.locator("#first");
  await expect(first).toContainText("Likely mistake");
  await expect(first.locator(".katex .suspect").first()).toBeVisible();
  await expect(first.getByRole("table", { name: /Quantities compared/ })).toBeVisible();
  await first.getByText("These numbers as a table").first().click();
  await expect(first.getByRole("columnheader", { name: "difference" })).toBeVisible();
  await plain.locator("#exercise-ex4 summary").first().click();
  await expect(plain.locator("#exercise-ex4 svg[role=img][aria-label^='Loss J']").first()).toBeVisible();
  await expect(plain.locator("#code")).toContainText("function activate");
  await context.close();
});

test("the keyboard reads the entries of a matrix and follows a message to its line", async ({ page }) => {
  const { address } = await demonstration(page);
  await page.goto(address);
  const first = page.locator("#first");
  await first.getByRole("group", { name: /Arrow keys read the entries/ }).focus();
  await page.keyboard.press("End");
  await expect(first.locator("output")).toContainText(/Row \d+, column \d+: yours .*, reference .*, difference/);
  const place = first.getByRole("link", { name: /is at solution\.ts, line/ });
  const line = (await place.getAttribute("href")) as string;
  await page.locator("#code details").evaluate((details: HTMLDetailsElement) => {
    details.open = false;
  });
  await place.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(`[id="${line.slice(1)}"]`)).toBeInViewport();
});

for (const [name, change] of [
  ["320 px wide", (page: Page) => page.setViewportSize({ width: 320, height: 640 })],
  ["with text twice as large", (page: Page) => page.addStyleTag({ content: "html { font-size: 200% }" })],
] as const) {
  test(`nothing of the report scrolls sideways ${name}`, async ({ page }) => {
    const { address } = await demonstration(page);
    await page.goto(address);
    await change(page);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await sideways(page)).toBe(0);
  });
}

test("on paper every check that fails is open, and what is for the screen is left out", async ({ page }) => {
  const { address } = await demonstration(page);
  await page.goto(address);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Likely mistake").nth(1)).toBeVisible();
  await expect(page.getByRole("link", { name: "Go on from this one in the editor" })).toBeHidden();
  await expect(page.getByText("These numbers as a table").first()).toBeHidden();
  expect(await sideways(page)).toBe(0);
});
