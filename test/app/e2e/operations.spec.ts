import { expect, test } from "@playwright/test";
import { handIn, solution, untilGraded } from "./hand-in.ts";
import { signIn } from "./people.ts";

test("staff have a hand-in graded again; its report stays until the new one is there, and the old one is kept", async ({
  page,
}) => {
  test.slow();
  await signIn(page, "aluna1@t320.example");
  const address = await handIn(page, await solution());
  await untilGraded(page);
  await expect(page.getByText("Corrigir de novo")).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, "docente@t320.example");
  await page.goto(address);
  // by the keyboard alone
  await page.getByText("Corrigir de novo …").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Corrigir de novo" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#rejudge")).toContainText("O relatório abaixo vale");
  await expect(page.locator("#exercise-ex1")).toBeVisible();
  await expect(page.locator("#rejudge")).toHaveCount(0, { timeout: 100_000 });
  await page.getByText("Corrigir de novo …").click();
  await expect(page.getByText("Relatórios substituídos")).toBeVisible();
});

test("the operator's page is for instructors", async ({ page }) => {
  await signIn(page, "aluna1@t320.example");
  await expect(page.getByRole("link", { name: "Operação" })).toHaveCount(0);
  expect((await page.request.get("/operations")).status()).toBe(404);

  await page.context().clearCookies();
  await signIn(page, "docente@t320.example");
  await page.getByRole("link", { name: "Operação" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Operação");
  await expect(page.locator("#workers")).toContainText("recebe entregas");
  await expect(page.locator("#queue tbody tr")).toHaveCount(4);
});

test("readiness says what is there; metrics are not there without a token", async ({ page }) => {
  const ready = await page.request.get("/api/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, database: true, queue: true, worker: true });
  expect((await page.request.get("/api/metrics")).status()).toBe(404);
});
