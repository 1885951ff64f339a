import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { inDatabase } from "./database.ts";
import { handIn, solution, untilGraded } from "./hand-in.ts";
import { signIn } from "./people.ts";

test("staff give held-back points with a reason, by the keyboard; the student reads it", async ({ page }) => {
  test.slow();
  await signIn(page, "student4@t320.example");
  const address = await handIn(page, await solution());
  await untilGraded(page);
  const id = address.split("/").at(-1);
  // as the report of a project that requires backpropagation would be: a report never changes, so it is a new one
  await inDatabase(
    `WITH job AS (
       INSERT INTO grading_jobs (id, submission_id, version_id, reason, lane, priority, created_at, finished_at)
       SELECT gen_random_uuid(), id, version_id, 'rejudge', 'rejudge', 0, now(), now() FROM submissions WHERE id = $1::uuid
       RETURNING id),
     report AS (
       INSERT INTO reports (id, job_id, submission_id, body, status, score, max_score, after_due_score, after_due_max, verdicts, grader_version)
       SELECT gen_random_uuid(), job.id, r.submission_id,
         jsonb_set(jsonb_set(jsonb_set(jsonb_set(r.body::jsonb,
           '{score}', to_jsonb(r.score - held)),
           '{exercises,1,score}', to_jsonb((r.body #>> '{exercises,1,score}')::float - held)),
           '{exercises,1,checks,0,score}', '0'),
           '{exercises,1,checks,0,heldBack}', to_jsonb(held))::json,
         r.status, r.score - held, r.max_score, 0, 0, r.verdicts, r.grader_version
       FROM job, reports r JOIN submissions s ON s.report_id = r.id,
         LATERAL (SELECT (r.body #>> '{exercises,1,checks,0,score}')::float AS held) x
       WHERE s.id = $1::uuid
       RETURNING id)
     UPDATE submissions SET report_id = report.id FROM report WHERE submissions.id = $1::uuid`,
    [id],
  );
  await page.goto(address);
  await expect(page.locator("main")).toContainText("held back for a person");
  await expect(page.getByText("Decide about these points")).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, "monitora@t320.example");
  await page.goto(address);
  await page.locator("details[id]").evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  const form = page.locator("details", { has: page.getByText("Decidir sobre estes pontos") }).last();
  await form.getByText("Decidir sobre estes pontos").focus();
  await page.keyboard.press("Enter");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).include("#exercise-ex2").analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
  }
  await form.getByLabel("Motivo, para o estudante").focus();
  await page.keyboard.type("Explicado na monitoria.");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toContainText("pontos concedidos");

  await page.context().clearCookies();
  await signIn(page, "student4@t320.example");
  await page.goto(address);
  await expect(page.locator("main")).toContainText("points granted");
  await expect(page.locator("main")).toContainText("Explicado na monitoria.");
});
