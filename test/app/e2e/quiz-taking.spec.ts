import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { inDatabase } from "./database.ts";
import { signIn } from "./people.ts";

const quiz = "/courses/t320/quizzes/part-vi";
const question = (page: Page, key: string) => page.locator(`#question-${key}`);
const firstInput = (page: Page) => question(page, "mean-squared-error").locator("[data-field] input").first();
const saving = (page: Page) => page.locator("[data-saving]");

/** Begins an attempt, or goes on with the open one, with all questions on the page; gives its address. */
async function begin(page: Page): Promise<string> {
  await page.goto(quiz);
  await page.locator("#start").getByRole("button").or(page.locator("#start a[href^='/attempts/']")).first().click();
  await page.waitForURL(/\/attempts\/[\w-]+/);
  await page.getByText(/^(Todas|All)$/).click();
  await expect(firstInput(page)).toBeVisible();
  return new URL(page.url()).pathname;
}

async function stored(page: Page, attempt: string): Promise<unknown> {
  const state = await (await page.request.get(`/api${attempt}/answers`)).json();
  return state.questions["mean-squared-error"].answers.squares;
}

test("what is typed survives a reload in the middle of a word and a lost connection, and its state is said", async ({
  page,
  context,
}) => {
  await signIn(page, "aluna1@t320.example");
  const attempt = await begin(page);
  await firstInput(page).fill("0,5");
  await expect(question(page, "mean-squared-error")).toContainText("lido como 0,5");
  await expect(saving(page)).toContainText(/salvo às \d\d:\d\d:\d\d/);
  expect(await stored(page, attempt)).toBe("0,5");

  // no pause between the last key and the reload
  await firstInput(page).fill("0,75");
  await page.reload();
  await expect(firstInput(page)).toHaveValue("0,75");
  await expect.poll(() => stored(page, attempt)).toBe("0,75");

  await context.setOffline(true);
  await firstInput(page).fill("1/3");
  await expect(saving(page)).toContainText("Sem conexão");
  await context.setOffline(false);
  await expect(saving(page)).toContainText("salvo às");
  expect(await stored(page, attempt)).toBe("1/3");
});

test("two devices: the second one overwrites nothing, both answers are shown, and the chosen one stays", async ({
  page,
  browser,
}) => {
  await signIn(page, "aluno2@t320.example");
  const attempt = await begin(page);
  const elsewhere = await browser.newContext({ locale: "pt-BR" });
  const phone = await elsewhere.newPage();
  await phone.setViewportSize({ width: 390, height: 800 });
  await signIn(phone, "aluno2@t320.example");
  await phone.goto(attempt);
  await phone.getByText("Todas", { exact: true }).click();
  await expect(firstInput(phone)).toBeVisible();

  // neither page hears of the other before both have typed
  await phone.route("**/answers", (route) => route.abort());
  await firstInput(phone).fill("2");
  await firstInput(page).fill("1");
  await expect(saving(page)).toContainText("salvo às");
  await phone.unroute("**/answers");
  const conflict = phone.getByRole("alert", { name: "Duas respostas para esta questão" });
  await expect(conflict).toBeVisible();
  await expect(conflict.locator("input").first()).toHaveValue("2");
  await expect(conflict.locator(`input[id*="theirs-squares"]`)).toHaveValue("1");
  expect(await stored(page, attempt)).toBe("1");
  await conflict.getByRole("button", { name: "Ficar com a desta página" }).click();
  await expect.poll(() => stored(page, attempt)).toBe("2");
  await elsewhere.close();
});

test("the hand-in names what is empty, unreadable and flagged, counts once, and shows no more than may be shown", async ({
  page,
}) => {
  await signIn(page, "aluna3@t320.example");
  const attempt = await begin(page);
  await firstInput(page).fill("meio");
  await expect(question(page, "mean-squared-error")).toContainText("Isto não é um número");
  await question(page, "derivation").getByRole("button", { name: "Marcar" }).click();
  await page.getByRole("button", { name: "Entregar …" }).first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("não respondida");
  await expect(dialog).toContainText("não pode ser lido: meio");
  await expect(dialog).toContainText("marcada por você");
  await dialog.getByRole("button", { name: "Entregar", exact: true }).dblclick();
  await expect(page.getByText(/^Entregue/)).toBeVisible();
  await expect(question(page, "mean-squared-error")).toContainText("não pôde ser lido");
  await expect(page.getByText("Respostas certas e soluções aparecem quando o quiz encerrar:")).toBeVisible();
  await expect(page.getByText("Solução comentada")).toHaveCount(0);

  // what a page that knows nothing of the hand-in would still send
  const late = await page.evaluate(
    async (address) =>
      (
        await fetch(address, {
          method: "PUT",
          body: JSON.stringify({ key: "history", answers: {}, flagged: true, revision: 0, spentMs: 0 }),
        })
      ).json(),
    `/api${attempt}/answers`,
  );
  expect(late).toMatchObject({ ok: false, reason: "ended" });
  await page.goto(quiz);
  await expect(page.locator("#attempts tbody tr")).toHaveCount(1);
});

test("when the time is over, what was typed until then is handed in by itself", async ({ page }) => {
  await signIn(page, "aluna5@t320.example");
  const attempt = await begin(page);
  await expect(page.getByRole("timer")).toContainText(/\d\d:\d\d/);
  const id = attempt.split("/").at(-1);
  const endIn = (seconds: number) =>
    inDatabase("UPDATE quiz_attempts SET ends_at = clock_timestamp() + make_interval(secs => $2::int) WHERE id = $1", [
      id,
      seconds,
    ]);
  await endIn(5);
  await page.reload();
  await expect(page.getByRole("timer")).toContainText(/00:0[0-5]/);
  // extra time of which the page has not heard: it asks before it hands in
  await endIn(15);
  await expect(page.getByRole("timer")).toContainText(/00:(0[6-9]|1\d)/);
  await firstInput(page).fill("0,25");
  await expect(page.getByText("Encerrada pelo tempo; vale o que foi salvo até então.")).toBeVisible();
  await expect(firstInput(page)).toHaveValue("0,25");
  await expect(firstInput(page)).toHaveAttribute("readonly");
});

test("the keyboard alone answers, orders, and hands in or does not", async ({ page }) => {
  await signIn(page, "student4@t320.example");
  await begin(page);
  const radio = page.getByRole("radio").first();
  await radio.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
  const cells = question(page, "weight-gradient").locator("[data-field] input");
  await firstInput(page).focus();
  await page.keyboard.type("0.5");
  await page.keyboard.press("Tab");
  await expect(firstInput(page)).not.toBeFocused();
  expect(await cells.count()).toBeGreaterThan(0);
  const handIn = page.getByRole("button", { name: "Hand in …" }).first();
  await handIn.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(handIn).toBeFocused();
});

for (const [colorScheme, widths] of [
  ["light", [1280, 390]],
  // the same page in other colours
  ["dark", [390]],
] as const) {
  test(`every state of a quiz passes axe: ${colorScheme}`, async ({ page }) => {
    const check = async (name: string) => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")}`),
          `${name}, ${width}`,
        ).toEqual([]);
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(sideways, `${name}, ${width}: horizontal scroll`).toBe(0);
      }
    };
    // such as a page that the browser reads otherwise than it was written
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.emulateMedia({ colorScheme });
    await signIn(page, "student4@t320.example");
    await page.goto(quiz);
    await check("start");
    await begin(page);
    await page.locator(".cm-content").first().waitFor();
    await check("taking");
    await page.getByRole("button", { name: "Hand in …" }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await check("dialog");
    await page.context().clearCookies();
    await signIn(page, "aluna3@t320.example");
    await page.goto(quiz);
    await page.locator("#attempts tbody a").first().click();
    await expect(page.getByText(/^Entregue/)).toBeVisible();
    await check("review");
    expect(errors).toEqual([]);
  });
}
