import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { inDatabase } from "./database.ts";
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
  await expect(page.locator("#other-work tbody th")).toHaveText([
    "Programas em quizzes",
    "Autotestes de quizzes",
    "Recorreções de quizzes",
    "Provas de projetos",
  ]);
});

test("readiness says what is there; metrics are not there without a token", async ({ page }) => {
  const ready = await page.request.get("/api/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, database: true, queue: true, worker: true });
  expect((await page.request.get("/api/metrics")).status()).toBe(404);
});

test("what was given up is let rest with a reason, and graded after all, by the keyboard", async ({ page }) => {
  test.slow();
  await signIn(page, "aluna3@t320.example");
  const address = await handIn(page, await solution());
  await untilGraded(page);
  const id = address.split("/").at(-1);
  await inDatabase(
    `WITH job AS (
       INSERT INTO grading_jobs (id, submission_id, version_id, reason, lane, priority, attempts, failed_at, failure)
       SELECT gen_random_uuid(), id, version_id, 'rejudge', 'rejudge', 0, 4, now(), 'x' FROM submissions WHERE id = $1::uuid
       RETURNING id)
     INSERT INTO failed_attempts (id, job_id, attempt, worker_id, failure)
     SELECT gen_random_uuid(), job.id, n, 'machine/1/abcdefgh',
       E'SandboxFault: no box could be started\\ncaused by Error: ' || repeat('long ', 40)
     FROM job, generate_series(1, 4) AS n`,
    [id],
  );
  await page.goto(address);
  await expect(page.locator("#exercise-ex1")).toBeVisible(); // the report that was there stays

  await page.context().clearCookies();
  await signIn(page, "docente@t320.example");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/operations");
    for (const summary of await page.locator("main details > summary").all()) await summary.click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
  }
  const list = page.locator("#given-up");
  await expect(list).toContainText("SandboxFault: no box could be started");
  await list.getByLabel("Por quê? Isto fica registrado.").focus();
  await page.keyboard.type("ensaio");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Foi deixada de lado.");
  await expect(list).toContainText("Nada foi abandonado.");

  await page.locator("#discarded").getByRole("button", { name: "Corrigir mesmo assim" }).press("Enter");
  await expect(page.getByRole("status")).toContainText("espera nova correção");
  await page.goto(address);
  await expect(page.locator("#rejudge")).toHaveCount(0, { timeout: 100_000 });
  await expect(page.locator("#exercise-ex1")).toBeVisible();
});
