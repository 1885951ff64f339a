import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { signIn } from "./people.ts";

const quiz = "/courses/t320/quizzes/nova-unidade";
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const saved = /^Salvo às/;

/** Two windows of one instructor stand for two instructors: what counts is the revision that each has seen. */
async function instructor(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  await signIn(page, "docente@t320.example");
  return page;
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 4)
        .map((node) => node.target.join(" "))
        .join(" | ")}`,
  );
  expect(found, name).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name}: horizontal scroll`).toBe(0);
}

test.describe.configure({ mode: "serial" });

test("a quiz is made, written, tested and published in the browser", async ({ browser }) => {
  test.slow();
  const page = await instructor(browser);
  await page.goto("/courses/t320/quizzes/new");
  await page.getByLabel("Título em português").first().fill("Nova unidade");
  await page.getByLabel("Título em inglês").first().fill("New unit");
  await page.getByLabel(/^Nome no endereço/).fill("nova-unidade");
  await page.getByLabel("Abre").fill("2099-01-01T08:00");
  await page.getByLabel("Encerra").fill("2099-12-31T23:59");
  await page.getByRole("button", { name: "Criar e escrever" }).click();
  await expect(page).toHaveURL(new RegExp(`${quiz}/edit$`));

  // a form's change is saved by itself, and drawn beside it
  await page.getByRole("button", { name: /^Um número/ }).click();
  const title = page.getByRole("group", { name: "Título" }).getByLabel("Português");
  await title.fill("Um passo: 100%");
  await expect(page.locator("article h3")).toHaveText("Um passo: 100%");
  await expect(page.getByText(saved)).toBeVisible();

  // right and wrong answers are judged while one types
  await page.getByRole("button", { name: "Preencher as respostas certas" }).click();
  await expect(page.getByText("Estas respostas recebem 100% dos pontos.")).toBeVisible();
  await page.getByRole("button", { name: "Próxima semente" }).click();
  await expect(page.getByText("Estas respostas recebem")).toHaveCount(0);

  // what is no YAML is said at its line, and the form waits
  await page.getByRole("button", { name: "questions/question-1.yaml" }).click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("oops: [\n");
  await expect(page.getByRole("button", { name: /questions\/question-1\.yaml, linha/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Desfazer" }).click();
  await expect(page.getByText(/problemas? nos arquivos/)).toHaveCount(0);

  // a question comes, goes, and comes back
  await page.getByLabel("Nova questão").selectOption("essay");
  await page.getByRole("navigation", { name: "Questões" }).getByRole("button", { name: "Adicionar" }).click();
  await expect(page.getByRole("button", { name: /^Um texto de algumas linhas/ })).toBeVisible();
  await page.getByRole("button", { name: "Remover", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Um texto de algumas linhas/ })).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Desfazer" }).click();
  await expect(page.getByRole("button", { name: /^Um texto de algumas linhas/ })).toBeVisible();
  await expect(page.getByText(saved)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: /^Um texto de algumas linhas/ })).toBeVisible();

  await page.getByRole("link", { name: "Publicar" }).click();
  await expect(page.getByRole("button", { name: "Publicar" })).toBeDisabled();
  await page.getByRole("button", { name: "Executar os autotestes" }).click();
  await expect(page.getByText("Nada foi encontrado")).toBeVisible({ timeout: 90_000 });
  await page.getByRole("button", { name: "Publicar" }).click();
  await expect(page.getByText("Publicado.", { exact: true })).toBeVisible();
  await page.context().close();
});

test("two authors: the second learns of the first, and neither loses anything", async ({ browser }) => {
  const [one, two] = [await instructor(browser), await instructor(browser)];
  for (const page of [one, two]) {
    await page.goto(`${quiz}/edit?question=question-1`);
    await expect(page.locator("article h3")).toBeVisible();
  }
  const title = (page: Page) => page.getByRole("group", { name: "Título" }).getByLabel("Português");
  await title(one).fill("Da primeira");
  await expect(one.getByText(saved)).toBeVisible();
  await title(two).fill("Da segunda");
  const dialog = two.getByRole("dialog", { name: "Outra pessoa alterou este quiz" });
  await expect(dialog).toBeVisible();
  await expectAccessible(two, "conflict");
  await dialog.getByRole("button", { name: "Continuar com a da outra pessoa" }).click();
  await expect(title(two)).toHaveValue("Da primeira");
  // one's own version is a step back, and may be saved after all
  await two.getByRole("button", { name: "Desfazer" }).click();
  await expect(title(two)).toHaveValue("Da segunda");
  await expect(two.getByText(saved)).toBeVisible();
  await two.getByText("Histórico").click();
  await expect(two.getByRole("button", { name: /^Passo/ }).first()).toBeVisible();
  for (const page of [one, two]) await page.context().close();
});

test("without a connection what is typed stays, and is saved once there is one", async ({ browser }) => {
  const page = await instructor(browser);
  await page.goto(`${quiz}/edit?question=question-1`);
  await expect(page.locator("article h3")).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole("group", { name: "Título" }).getByLabel("Inglês").fill("Typed in a tunnel");
  await expect(page.getByText(/^Não salvo: sem conexão/)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(saved)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("group", { name: "Título" }).getByLabel("Inglês")).toHaveValue("Typed in a tunnel");
  await page.context().close();
});

test("an answer is marked by the keyboard alone", async ({ page }) => {
  await signIn(page, "monitora@t320.example");
  await page.goto("/courses/t320/marking");
  await page
    .getByRole("link", { name: /^Começar/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 2, name: "Resposta" })).toBeVisible();
  const first = page.url();
  const waiting = Number(/(\d+) aguardam/.exec((await page.locator("main nav").last().textContent()) ?? "")?.[1]);
  await page.keyboard.press("3");
  await expect(page.getByText("Salvo.", { exact: true })).toBeVisible();
  await expect(page.getByText(`${waiting - 1} aguardam`)).toBeVisible();
  await page.keyboard.press("n");
  await expect(page).not.toHaveURL(first);
  await page.keyboard.press("k");
  await expect(page.getByRole("button", { name: /75/ })).toBeVisible();
});

test("who may not write a quiz is not let in", async ({ page }) => {
  await signIn(page, "aluna1@t320.example");
  for (const place of ["edit", "publish", "results", "regrade"]) {
    expect([403, 404], place).toContain((await page.request.get(`${quiz}/${place}`)).status());
  }
  for (const place of ["draft", "preview"]) {
    const answer = await page.request.fetch(`/api${quiz}/${place}`, {
      method: place === "draft" ? "PUT" : "POST",
      data: {},
    });
    expect(answer.ok(), place).toBe(false);
  }
  expect((await page.request.get(`/api${quiz}/archive`)).ok()).toBe(false);
});

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 390],
] as const) {
  test(`pages of a quiz's staff pass axe without scrolling sideways: ${colorScheme}, ${width} px`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, "docente@t320.example");
    for (const place of ["publish", "results", "regrade"]) {
      await page.goto(`${quiz}/${place}`);
      await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
      await page.locator("main details").evaluateAll((all) => {
        for (const each of all) (each as HTMLDetailsElement).open = true;
      });
      await expectAccessible(page, place);
    }
    await page.goto("/courses/t320/quizzes/new");
    await expectAccessible(page, "new");
    await page.goto("/courses/t320/marking");
    await expectAccessible(page, "marking");
    await page
      .getByRole("link", { name: /^(Começar|Rever)/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 2, name: "Resposta" })).toBeVisible();
    await expectAccessible(page, "an answer");
    await page.goto(`${quiz}/edit?question=question-1`);
    await expect(page.locator("article h3")).toBeVisible();
    await expectAccessible(page, "editor, form");
    await page.getByRole("button", { name: "questions/question-1.yaml" }).click();
    await page.locator(".cm-content").waitFor();
    await expectAccessible(page, "editor, source");
    await page.getByRole("button", { name: "O quiz como um todo" }).click();
    await page.getByRole("button", { name: "Formulário" }).click();
    await expectAccessible(page, "editor, the quiz");
  });
}
