import { expect, test } from "@playwright/test";
import { handIn, solution, submitButton, untilGraded } from "./hand-in.ts";
import { projectPath, signIn } from "./people.ts";

/** The shipped solution without the 2 of the squared error's derivative. */
const withoutTheFactor2 = { file: "backpropagation.ts", from: "-2 * (d[i] - yi)", to: "-(d[i] - yi)" };

test("a student hands in a wrong solution, reads which mistake it is, corrects it and gets full marks", async ({
  page,
}) => {
  test.slow();
  await signIn(page, "aluna5@t320.example");
  await page.getByRole("link", { name: "Projeto #2" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Projeto #2");

  await handIn(page, await solution(withoutTheFactor2));
  await expect(page.getByText("O seu trabalho está guardado.")).toBeVisible();
  await expect(page.getByText(/SHA-256\s*[0-9a-f]{64}/)).toBeVisible();
  await untilGraded(page);

  const first = page.locator("#first");
  await expect(first).toContainText("Números errados");
  await expect(first).toContainText("missing-factor-2");
  await expect(first.locator(".katex .suspect").first()).toBeVisible();
  await expect(first.getByRole("link", { name: /backpropagation\.ts, linha \d+/ })).toBeVisible();
  const entries = first.getByRole("group", { name: /As setas leem os elementos/ });
  await entries.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(first.locator("output").first()).toContainText(/Linha 1, coluna \d: o seu .*, referência .*, diferença/);

  await handIn(page, await solution());
  await untilGraded(page);
  await expect(page.getByText("100 / 100").first()).toBeVisible();
  await expect(page.locator("#first")).toHaveCount(0);
  await expect(page.getByText(/Desde a entrega \d+: mais \d+ verificações estão certas\./)).toBeVisible();
  await page.getByText(/O que mudou desde a entrega 1/).click();
  await expect(page.getByText("backpropagation.ts, alterado")).toBeVisible();
});

test("the starter, handed in as it was downloaded, scores nothing and says why", async ({ page }) => {
  test.slow();
  await signIn(page, "aluna5@t320.example");
  const starter = await page.request.get(`/api${projectPath}/starter`);
  await handIn(page, [{ name: "starter.zip", mimeType: "application/zip", buffer: await starter.body() }]);
  await untilGraded(page);
  await expect(page.getByText("0 / 100", { exact: true }).first()).toBeVisible();
  await expect(page.locator("#first")).toContainText("not implemented yet");
});

test("the editor knows the contract, keeps the draft, and a double click hands in once", async ({ page }) => {
  await signIn(page, "aluna5@t320.example");
  await page.goto(projectPath);
  const editor = page.getByRole("textbox", { name: "Código de solution.ts" });
  await editor.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type('import type { Matrix as Rows } from "nabla";\nconst rows: Rows = "no rows";\n', {
    delay: 0,
  });
  await expect(page.locator(".cm-lintRange-error").first()).toBeVisible({ timeout: 30_000 });

  await page.reload();
  await expect(editor).toContainText('"no rows"');
  await page.getByRole("button", { name: "Recomeçar do ponto de partida" }).click();
  await expect(editor).not.toContainText('"no rows"');
  await page.getByRole("button", { name: "Desfazer" }).click();
  await expect(editor).toContainText('"no rows"');

  await page.getByRole("link", { name: "Entregas", exact: true }).click();
  const rows = page.locator("#history tbody tr");
  const before = await rows.count();
  await submitButton(page).dblclick();
  await page.waitForURL(/\/submissions\/[\w-]+$/);
  await untilGraded(page);
  await expect(page.getByText("Não compila, por isso nada foi executado.")).toBeVisible();
  await expect(
    page
      .locator("#messages")
      .getByRole("link", { name: /solution\.ts:\d+:\d+/ })
      .first(),
  ).toBeVisible();
  await expect(page.locator("#history tbody tr")).toHaveCount(before + 1);
});

test("a lost connection loses nothing and counts nothing twice", async ({ page, context }) => {
  await signIn(page, "aluna5@t320.example");
  await page.goto(projectPath);
  await page.getByRole("textbox", { name: "Código de solution.ts" }).waitFor();
  const before = await page.locator("#history tbody tr").count();
  // the hand-in arrives, its answer does not
  let cut = true;
  await page.route("**/submissions", async (route) => {
    if (route.request().method() !== "POST" || !cut) return route.continue();
    cut = false;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await submitButton(page).click();
  await expect(page.getByText("A conexão caiu.")).toBeVisible();
  await page.waitForURL(/\/submissions\/[\w-]+$/);
  await expect(page.locator("#history tbody tr")).toHaveCount(before + 1);
  await context.unrouteAll();
});
