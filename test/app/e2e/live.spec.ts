import { expect, test } from "@playwright/test";
import { openLine } from "../../support/line.ts";
import { file, submitButton, untilGraded } from "./hand-in.ts";
import { projectPath, signIn } from "./people.ts";

test("a live page whose server is out of reach says so, stays, and goes on when it is back", async ({ page }) => {
  test.slow();
  const line = await openLine(Number(new URL(process.env.NABLA_E2E_URL!).port));
  try {
    await signIn(page, "student4@t320.example");
    await page.goto(`http://localhost:${line.port}${projectPath}`);
    await page.getByRole("tab", { name: "Files or zip" }).click();
    // a loop that takes the grader a while
    await page
      .locator("input[type=file]")
      .setInputFiles([file("solution.ts", "export function loss() { for (;;); }\n")]);
    await submitButton(page).click();
    await expect(page.getByText("This page follows along by itself.")).toBeVisible();
    line.cut();
    await expect(page.getByText(/live connection is lost.*asks again/)).toBeVisible();
    // it asked, more than once, and nobody answered
    const before = line.refused();
    await expect.poll(() => line.refused(), { timeout: 60_000 }).toBeGreaterThan(before + 3);
    await expect(page.getByText(/live connection is lost.*asks again/)).toBeVisible();
    line.mend();
    await untilGraded(page);
    await expect(page.locator("#first")).toBeVisible();
  } finally {
    await line.close();
  }
});

test("a tab in the background holds no stream, and looks again when it is seen", async ({ page }) => {
  await signIn(page, "student4@t320.example");
  await page.goto(projectPath);
  await page.getByRole("tab", { name: "Files or zip" }).click();
  await page.locator("input[type=file]").setInputFiles([file("solution.ts", "export function loss() { for (;;); }\n")]);
  const opened = page.waitForRequest(/\/events$/);
  await submitButton(page).click();
  const stream = await opened;
  await expect(page.getByText("This page follows along by itself.")).toBeVisible();
  const turn = (state: "hidden" | "visible") =>
    page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  const ended = page.waitForEvent("requestfailed", (request) => request === stream);
  await turn("hidden");
  await ended;
  const again = page.waitForRequest(/\/events$/);
  await turn("visible");
  await again;
  await untilGraded(page);
});
