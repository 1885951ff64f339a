import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { inDatabase } from "./database.ts";
import { signIn } from "./people.ts";

const analysis = "/courses/t320/quizzes/part-vi/analysis";
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
test.describe.configure({ mode: "serial" });

/** Forty people who took the quiz, the later ones better; half of them twice. A term's answers cannot be typed in a test. */
async function answersOfATerm(): Promise<void> {
  const quiz = `(SELECT id FROM quizzes WHERE slug = 'part-vi')`;
  const version = `(SELECT current_version_id FROM quizzes WHERE slug = 'part-vi')`;
  await inDatabase(`
    INSERT INTO people (id, name, email) SELECT gen_random_uuid(), 'Analysed ' || n, 'analysed' || n || '@t320.example' FROM generate_series(1, 40) n`);
  await inDatabase(`
    INSERT INTO quiz_attempts (id, quiz_id, version_id, person_id, number, seed, idempotency_key, started_at, handed_in_at, ended_by, graded_at, score, max_score, complete)
    SELECT gen_random_uuid(), ${quiz}, ${version}, p.id, number, p.email || number, 'analysed ' || number, now() - interval '2 hours', now() - interval '1 hour', 'person', now(), 1, 20, true
    FROM people p, generate_series(1, 2) number
    WHERE p.email LIKE 'analysed%' AND (number = 1 OR substring(p.email FROM '[0-9]+')::int % 2 = 0)`);
  await inDatabase(`
    INSERT INTO quiz_answers (attempt_id, item_id, position, seed, "values", points, answers, spent_ms, credit, score, complete, graded_at)
    SELECT a.id, i.id, row_number() OVER (PARTITION BY a.id ORDER BY i.zone, i.position) - 1, a.seed || i.key,
           json_build_object('alpha', round((abs(hashtext(a.seed)) % 10) / 10.0, 1)), i.points,
           json_build_object('answer', 'c' || (1 + abs(hashtext(a.seed || i.key)) % 3)), 20000 + abs(hashtext(i.key || a.seed)) % 100000,
           credit, credit * i.points, true, now()
    FROM quiz_attempts a JOIN people p ON p.id = a.person_id JOIN quiz_items i ON i.version_id = a.version_id,
    LATERAL (SELECT CASE WHEN abs(hashtext(p.email || i.key || a.number)) % 60 < substring(p.email FROM '[0-9]+')::int + 8 * a.number THEN 1 ELSE 0 END AS credit) earned
    WHERE p.email LIKE 'analysed%'`);
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 4)
          .map(({ target }) => target.join(" "))
          .join(" | ")}`,
    ),
    name,
  ).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name}: horizontal scroll`).toBe(0);
}

test("before anybody has handed in there is nothing to analyse, and the page says so", async ({ page }) => {
  await signIn(page, "docente@t320.example");
  await page.goto(analysis);
  await expect(page.getByText(/Nenhuma tentativa terminou/)).toBeVisible();
  await expectAccessible(page, "empty");
});

test("figures, charts and tables in both languages, on a desk and on a phone, by day and by night", async ({
  page,
}) => {
  test.slow();
  await answersOfATerm();
  await signIn(page, "monitora@t320.example");
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(analysis);
      await expect(page.getByText("Alfa de Cronbach", { exact: true })).toBeVisible();
      await page
        .locator("details")
        .first()
        .evaluate((details: HTMLDetailsElement) => {
          details.open = true;
        });
      await expectAccessible(page, `${colorScheme} ${width}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const figures = page.locator("#summary dl");
  await expect(figures).toContainText("Pessoas40");
  await expect(figures).toContainText("Tentativas60");
  await page.getByRole("link", { name: "Últimas tentativas" }).click();
  await expect(page).toHaveURL(/which=last/);
  await expect(page.getByRole("link", { name: "Últimas tentativas" })).toHaveAttribute("aria-current", "page");

  await inDatabase(`UPDATE people SET locale = 'en' WHERE email = 'monitora@t320.example'`);
  await page.reload();
  await expect(page.locator("#summary dl")).toContainText("Cronbach’s alpha");
  await inDatabase(`UPDATE people SET locale = 'pt-BR' WHERE email = 'monitora@t320.example'`);
});

test("the numbers go into a spreadsheet; students see none of it", async ({ page }) => {
  await signIn(page, "docente@t320.example");
  const answer = await page.request.get(`${analysis}/csv?of=questions`);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
  expect((await answer.text()).split("\r\n").length).toBeGreaterThan(14);
  expect((await page.request.get(`${analysis}/csv?of=choices`)).status()).toBe(200);

  await page.context().clearCookies();
  await signIn(page, "aluna5@t320.example");
  expect((await page.request.get(analysis)).status()).toBe(403);
  expect((await page.request.get(`${analysis}/csv`)).status()).toBe(403);
});
