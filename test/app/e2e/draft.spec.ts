import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { file, submitButton } from "./hand-in.ts";
import { projectPath, signIn } from "./people.ts";

const editor = (page: Page) => page.getByRole("textbox", { name: "Código de solution.ts" });
const open = async (context: BrowserContext) => {
  const page = await context.newPage();
  await page.goto(projectPath);
  await editor(page).waitFor();
  return page;
};
const write = async (page: Page, text: string) => {
  await editor(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(text);
};

test("what is typed in one tab appears in the other, and no keystroke of either is lost", async ({ page, context }) => {
  await signIn(page, "aluna5@t320.example");
  const [one, other] = [await open(context), await open(context)];
  await write(one, "// written in the first tab\n");
  await expect(editor(other)).toContainText("// written in the first tab");
  await write(other, "// and in the second\n");
  await expect(editor(one)).toContainText("// and in the second");
  await expect(editor(one)).toContainText("// written in the first tab");
  await one.close();
  await other.reload();
  await expect(editor(other)).toContainText("// and in the second");
  await expect(editor(other)).toContainText("// written in the first tab");
});

test("what was put in the place of a text is undone after a reload, too", async ({ page, context }) => {
  await signIn(page, "aluna5@t320.example");
  const tab = await open(context);
  await write(tab, "// an hour of work\n");
  await tab.getByRole("button", { name: "Recomeçar do ponto de partida" }).click();
  await expect(editor(tab)).not.toContainText("// an hour of work");
  await tab.reload();
  await tab.getByRole("button", { name: "Desfazer" }).click();
  await expect(editor(tab)).toContainText("// an hour of work");
});

test("a page of one person hands nothing in for whoever signed in since; with the session over it says so", async ({
  page,
  context,
}) => {
  await signIn(page, "aluna5@t320.example");
  const tab = await open(context);
  await context.clearCookies();
  await submitButton(tab).click();
  await expect(tab.getByText("A sua sessão terminou.")).toBeVisible();
  await expect(tab.getByRole("link", { name: "Entrar em outra aba" })).toBeVisible();
  await signIn(page, "student4@t320.example");
  const before = await page.request.get(projectPath).then((answer) => answer.text());
  await submitButton(tab).click();
  await expect(tab.getByText("Outra conta entrou neste navegador")).toBeVisible();
  expect((await page.request.get(projectPath).then((answer) => answer.text())).match(/\/submissions\//g)?.length).toBe(
    before.match(/\/submissions\//g)?.length,
  );
});

test("a further click after the receipt, before its page is there, hands nothing in again", async ({ page }) => {
  await signIn(page, "student4@t320.example");
  await page.goto(projectPath);
  await page.getByRole("tab", { name: "Files or zip" }).click();
  await page.locator("input[type=file]").setInputFiles([file("solution.ts", "export const forward = 1;\n")]);
  let posts = 0;
  let held = () => {};
  const release = new Promise<void>((resolve) => {
    held = resolve;
  });
  await page.route("**/submissions", (route) => {
    if (route.request().method() === "POST") posts += 1;
    return route.continue();
  });
  // the next page takes its time
  await page.route(/\/submissions\/[\w-]+\?_rsc/, async (route) => {
    await release;
    await route.continue();
  });
  await submitButton(page).click();
  await expect(page.getByText(/was received/)).toBeVisible();
  // a browser test waits for what says that it is disabled; a person does not
  await submitButton(page).click({ force: true });
  await submitButton(page).press("Enter");
  expect(posts).toBe(1);
  held();
  await page.waitForURL(/\/submissions\/[\w-]+$/);
});
