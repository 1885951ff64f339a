import { expect, test } from "@playwright/test";
import { file, handIn, untilGraded } from "./hand-in.ts";
import { signIn } from "./people.ts";

const list = "/courses/t320/submissions";

test("an instructor narrows the list down, goes through what is left from report to report, and comes back to it", async ({
  page,
}) => {
  test.slow();
  await signIn(page, "docente@t320.example");
  for (const name of ["a", "b"]) {
    await handIn(page, [file("solution.ts", `export const ${name}: number = "not a number";\n`)]);
    await untilGraded(page);
  }

  await page.goto(list);
  await page.getByLabel("Pessoa ou grupo").fill("docente");
  await page.getByLabel("Situação").selectOption("compile_error");
  await page.getByRole("button", { name: "Mostrar" }).click();
  await expect(page).toHaveURL(/person=docente/);
  const rows = page.locator("#list tbody tr");
  await expect(rows.first()).toContainText("Não compila");
  const total = await rows.count();
  expect(total).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole("heading", { name: `${total} entregas` })).toBeVisible();

  const numbers = (await rows.getByRole("link", { name: /entrega \d+/ }).allInnerTexts()).map(
    (text) => /entrega (\d+)/.exec(text)?.[1],
  );
  await rows
    .first()
    .getByRole("link", { name: /entrega/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Entrega ${numbers[0]}`);
  await expect(page.getByText(`1 de ${total} na lista`)).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Entrega ${numbers[1]}`);
  await expect(page.getByText(`2 de ${total} na lista`)).toBeVisible();
  await page.keyboard.press("k");
  await expect(page.getByText(`1 de ${total} na lista`)).toBeVisible();
  await page.getByRole("link", { name: "Voltar à lista" }).click();
  await expect(page.getByLabel("Situação")).toHaveValue("compile_error");
  await expect(rows).toHaveCount(total);
});

test("a diagnosis is a filter, and an address that filters everything away leads back", async ({ page }) => {
  await signIn(page, "docente@t320.example");
  await page.goto(list);
  const codes = page.getByLabel("Diagnóstico").locator("option");
  const code = (await codes.nth(1).getAttribute("value")) as string;
  await page.goto(`${list}?diagnosis=${code}`);
  const rows = page.locator("#list tbody tr");
  await expect(rows.first()).toBeVisible();
  await expect(codes.filter({ hasText: `${code} (` })).toHaveText(`${code} (${await rows.count()})`);

  await page.goto(`${list}?person=nobody-of-this-name&cursor=nonsense`);
  await expect(page.getByRole("heading", { name: "Nenhuma entrega" })).toBeVisible();
  await page.getByRole("link", { name: "Mostrar todas" }).click();
  await expect(rows.first()).toBeVisible();
});
