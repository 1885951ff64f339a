import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { inDatabase } from "./database.ts";
import { projectPath, signIn } from "./people.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The demonstration's graded report: wrong in several ways, so that it shows most of what a report can show. */
async function reportAddress(page: Page): Promise<string> {
  await page.goto("/");
  const link = page.locator("#recent").getByRole("link").first();
  return (await link.getAttribute("href")) as string;
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.target.join(" "))
        .slice(0, 5)
        .join(" | ")}`,
  );
  expect(found, name).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name}: horizontal scroll`).toBe(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`every page passes axe without scrolling sideways: ${colorScheme}, ${width} px`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto("/sign-in");
      await expectAccessible(page, "sign-in");

      await signIn(page, "student4@t320.example");
      const report = await reportAddress(page);
      for (const address of ["/", "/courses/t320", "/no-such-page"]) {
        await page.goto(address);
        await expectAccessible(page, address);
      }
      await page.goto(projectPath);
      await page.locator(".cm-content").waitFor();
      await expectAccessible(page, "project with editor");
      await page.getByRole("tab", { name: "Files or zip" }).click();
      await page
        .getByRole("button", { name: /^Show hint 1/ })
        .first()
        .click();
      await expectAccessible(page, "project with files");

      await page.goto(report);
      await page.locator("#exercise-ex1").waitFor({ timeout: 100_000 });
      // all at once: a list of those that are closed would change under every click
      await page.evaluate(() => {
        for (const details of document.querySelectorAll<HTMLDetailsElement>("main details")) details.open = true;
      });
      await expect(page.locator("#exercise-ex4 svg[role=img]").first()).toBeVisible();
      await expectAccessible(page, "report, everything open");

      await page.context().clearCookies();
      await signIn(page, "docente@t320.example");
      await page.goto("/courses/t320/submissions");
      await expectAccessible(page, "list");
      await page.goto("/operations");
      await expectAccessible(page, "operations");
    });
  }
}

test.afterAll(async () => {
  // other tests read this person's pages in Portuguese
  await inDatabase("UPDATE people SET locale = 'pt-BR', theme = 'auto' WHERE email = 'aluna3@t320.example'");
});

test("language and appearance are chosen by the person and kept", async ({ page }) => {
  await signIn(page, "aluna3@t320.example");
  await page.getByRole("button", { name: "Idioma e aparência" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Aluna 3");
  await page.getByRole("button", { name: "Language and appearance" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  await page.context().clearCookies();
  await signIn(page, "aluna3@t320.example");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the keyboard alone reaches the content first", async ({ page }) => {
  await signIn(page, "student4@t320.example");
  await page.reload();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.locator("main a").first()).toBeFocused();
});
