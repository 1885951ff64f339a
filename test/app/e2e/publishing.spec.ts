import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { provableProject, zipOf } from "../../support/archives.ts";
import { signIn } from "./people.ts";

const course = `slug: t320
title: { en: "T320: Introduction to Machine Learning II", pt-BR: "T320: Introdução ao Aprendizado de Máquina II" }
timeZone: America/Sao_Paulo
projects:
  - { folder: projects/steps, slug: steps, opens: { days: 30, at: "08:00" }, due: { days: 40, at: "23:59" } }
`;
const archive = (over: Record<string, string> = {}) => ({
  name: "t320.zip",
  mimeType: "application/zip",
  buffer: Buffer.from(
    zipOf({
      "course.yaml": course,
      ...Object.fromEntries(
        Object.entries(provableProject("steps", over)).map(([name, text]) => [`projects/steps/${name}`, text]),
      ),
    }),
  ),
});

test("publishing is for instructors", async ({ page }) => {
  await signIn(page, "monitora@t320.example");
  expect((await page.request.get("/courses/t320/publish")).status()).toBe(403);
  expect((await page.request.get("/api/courses/t320/publishing/events")).status()).toBe(403);
});

test("an instructor uploads a project, watches its proof, publishes it, and goes back to the version before, by the keyboard", async ({
  page,
}) => {
  test.slow();
  await signIn(page, "docente@t320.example");
  await page.goto("/courses/t320");
  await page.getByRole("link", { name: "Publicar projetos" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Publicar projetos");

  // what cannot be used is refused file by file, and stores nothing
  const upload = page.locator("#upload");
  const choose = upload.getByLabel("Arquivo (.zip)");
  await choose.setInputFiles(archive({ "statement.en.md": "\0" }));
  await upload.getByRole("button", { name: "Enviar e provar" }).press("Enter");
  await expect(upload.getByRole("status")).toContainText("projects/steps/statement.en.md");
  await expect(page.locator("#project-steps")).toHaveCount(0);

  // a project with a check that sees too little: its mutants survive, and it cannot be published
  const weak = provableProject("steps")
    ["project.yaml"]!.replace("kind: gradient-descent", "kind: loss")
    .replace(
      "{ parameters: 5, steps: 6, options: { alpha: 0.1 } }",
      "{ layers: [2, 3, 1], activations: [tanh, logistic], examples: 1 }",
    );
  await choose.setInputFiles(archive({ "project.yaml": weak }));
  await upload.getByRole("button", { name: "Enviar e provar" }).press("Enter");
  const project = page.locator("#project-steps");
  await expect(project).toContainText("Nenhuma versão foi publicada");
  await expect(project).toContainText("missing-mean-over-examples", { timeout: 60_000 });
  await expect(project).toContainText("- {layers:");
  await expect(project.getByRole("button", { name: /^Publicar/ })).toBeDisabled();
  for (const scheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => violation.id)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
    }
  }

  await choose.setInputFiles(archive());
  await upload.getByRole("button", { name: "Enviar e provar" }).press("Enter");
  const publish = project.getByRole("button", { name: /^Publicar Versão/ });
  await expect(publish.first()).toBeEnabled({ timeout: 60_000 });
  await publish.first().press("Enter");
  await expect(page.getByRole("status").first()).toHaveText("Publicada.");
  await expect(project).toContainText("vale agora");

  await page
    .getByLabel("Arquivo (.zip)")
    .setInputFiles(archive({ "statement.en.md": "# S\n\n## ex1 — A step\n\nDown.\n" }));
  await page.locator("#upload").getByRole("button", { name: "Enviar e provar" }).press("Enter");
  await expect(publish.first()).toBeEnabled({ timeout: 60_000 });
  await project.getByText("O que a publicação mudaria").first().click();
  await expect(project).toContainText("O enunciado");
  await publish.first().press("Enter");
  const undo = project.getByRole("button", { name: /^Publicar de novo/ });
  await expect(undo).toBeEnabled();
  await undo.press("Enter");
  await expect(page.getByRole("status").first()).toHaveText("Publicada.");
});
