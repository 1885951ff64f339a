import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { projectPath } from "./people.ts";

const project = path.resolve(import.meta.dirname, "../../../courses/t320/projects/project-2");

export interface NamedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function file(name: string, text: string | Buffer): NamedFile {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

/** The course's own solution, with one file changed when `patch` says so. */
export async function solution(patch?: { file: string; from: string; to: string }): Promise<NamedFile[]> {
  const names = (await readdir(path.join(project, "solution"))).filter((name) => name.endsWith(".ts"));
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(project, "solution", name), "utf8");
      if (patch?.file !== name) return file(name, text);
      expect(text).toContain(patch.from);
      return file(name, text.replace(patch.from, patch.to));
    }),
  );
}

/** Chooses files on the project's page without sending them. */
export async function chooseFiles(page: Page, files: NamedFile[]): Promise<void> {
  await page.goto(projectPath);
  await page.getByRole("tab", { name: /^(Arquivos ou zip|Files or zip)$/ }).click();
  await page.locator("input[type=file]").setInputFiles(files);
}

export const submitButton = (page: Page) =>
  page.getByRole("button", { name: /^(Entregar para correção|Hand in for grading)$/ });

/** Hands files in and waits for the page of the hand-in; gives its address. */
export async function handIn(page: Page, files: NamedFile[]): Promise<string> {
  await chooseFiles(page, files);
  await submitButton(page).click();
  await page.waitForURL(/\/submissions\/[\w-]+$/);
  return new URL(page.url()).pathname;
}

/** Waits, without reloading, until the live page has become the report. */
export async function untilGraded(page: Page): Promise<void> {
  await expect(page.locator("#exercise-ex1, #messages, #held-back").first()).toBeVisible({ timeout: 100_000 });
}
