import { expect, type Page } from "@playwright/test";
import { demonstrationPassword } from "../../../lib/people/demonstration.ts";

export const projectPath = "/courses/t320/projects/project-2";

/** Signs in through the form, as a person does, and waits for their own page. */
export async function signIn(page: Page, email: string, password = demonstrationPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel(/^E-mail/).fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.getByRole("button", { name: /^(Entrar|Sign in)$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^(Olá|Hello)/ })).toBeVisible();
}
