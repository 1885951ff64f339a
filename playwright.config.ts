import { defineConfig } from "@playwright/test";
import { findChromium } from "./grader/reference/chromium.ts";

const browser = await findChromium({ chromePath: process.env.CHROME_PATH });
if ("missing" in browser) throw new Error(browser.missing);

/** The product as `npm start` runs it, in a real browser. One at a time: the tests of one file share its people and hand-ins. */
export default defineConfig({
  testDir: "test/app/e2e",
  outputDir: "test-results",
  globalSetup: "./test/app/e2e/start-product.ts",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    // set by the global set-up, before the workers read this file
    baseURL: process.env.NABLA_E2E_URL,
    screenshot: "only-on-failure",
    // what is not there after so long will not come: without it a missing button costs the whole timeout of its test
    actionTimeout: 30_000,
    locale: "en-US",
    timezoneId: "America/Sao_Paulo",
    launchOptions: {
      executablePath: browser.path,
      // the browser's own sandbox needs what a container often lacks; it opens nothing but our pages here
      args: ["--no-sandbox", ...browser.args],
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
  },
});
