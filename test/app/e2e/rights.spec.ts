import { expect, test } from "@playwright/test";
import { file, handIn, untilGraded } from "./hand-in.ts";
import { projectPath, signIn } from "./people.ts";

const wrong = `import type { Network, Vector } from "nabla";
export function forward(net: Network, x: Vector): { u: Vector[]; y: Vector[] } {
  return { u: net.map(({ b }) => b.map(() => 0)), y: net.map(({ b }) => b.map(() => 0)) };
}
`;

test("nothing of a hidden check but its verdict and score reaches a student; staff see all of it", async ({ page }) => {
  await signIn(page, "aluna1@t320.example");
  const address = await handIn(page, [file("solution.ts", wrong)]);
  await untilGraded(page);
  await page.getByText("Passagem direta").first().click();
  // everything that the server sent: the markup and the payload that React reads
  const sent = await (await page.request.get(address)).text();
  const hidden = page.locator('[id="ex2.forward-hidden"]');
  await expect(hidden).toContainText("Números errados");
  await expect(hidden.locator("table, figure, details")).toHaveCount(0);
  const shownCases = [
    ...sent.matchAll(/(\d+(?:-\d+)+) (?:tanh|logistic|relu|linear|elu|softplus|softmax|leaky-relu)/g),
  ];
  expect(shownCases.length).toBeGreaterThan(0);

  await page.context().clearCookies();
  await signIn(page, "docente@t320.example");
  await page.goto(address);
  const opened = page.locator('[id="ex2.forward-hidden"]');
  await opened.locator("summary").first().click();
  await expect(opened.getByRole("table").first()).toBeVisible();
  const hiddenFigures = await opened
    .locator("figure details table")
    .first()
    .textContent()
    .catch(() => "");
  for (const figure of (hiddenFigures ?? "").match(/−?\d[.,]\d{3,}/g) ?? []) expect(sent).not.toContain(figure);
  const note = await opened.getByText(/Caso mostrado/).textContent();
  expect(note).toBeTruthy();
  expect(sent).not.toContain(note);
});

test("a student sees neither another's hand-in nor the list of all; a group sees its own", async ({ page }) => {
  await signIn(page, "aluna1@t320.example");
  const address = await handIn(page, [file("solution.ts", wrong)]);
  for (const [email, status] of [
    ["aluno2@t320.example", 200],
    ["student4@t320.example", 404],
    ["monitora@t320.example", 200],
  ] as const) {
    await page.context().clearCookies();
    await signIn(page, email);
    expect((await page.request.get(address)).status(), email).toBe(status);
    expect(
      (await page.request.get(`/api${address}/events`, { timeout: 3000 }).catch(() => null))?.status() ?? 200,
      email,
    ).toBe(status);
  }
  await page.context().clearCookies();
  await signIn(page, "student4@t320.example");
  expect([403, 404]).toContain((await page.request.get("/courses/t320/submissions")).status());
});

test("without a session every page leads to the sign-in and back, and every route refuses", async ({ page }) => {
  await page.goto(projectPath);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  expect((await page.request.get(`/api${projectPath}/starter`)).status()).toBe(401);
  const forged = await page.request.post(`/api${projectPath}/submissions`, {
    headers: { Origin: "https://elsewhere.example" },
    multipart: { idempotencyKey: "0123456789abcdef" },
  });
  expect(forged.status()).toBe(403);
});

test("the instructor filters the list and opens any report from it", async ({ page }) => {
  await signIn(page, "docente@t320.example");
  await page.goto("/courses/t320");
  await page.getByRole("link", { name: "Todas as entregas" }).click();
  const rows = page.locator("#list tbody tr");
  await expect(rows.filter({ hasText: "Aluna 1" }).first()).toBeVisible();

  await page.getByLabel("Pessoa").fill("Student 4");
  await page.getByRole("button", { name: "Mostrar" }).click();
  await expect(page).toHaveURL(/person=Student/);
  await expect(rows.filter({ hasText: "Aluna 1" })).toHaveCount(0);
  await expect(rows.first()).toContainText("Student 4");
  await rows.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Entrega \d+/);

  await page.goto("/courses/t320/submissions?status=compile_error&person=nobody-of-this-name");
  await expect(page.getByText("Nada corresponde a este filtro.")).toBeVisible();
});
