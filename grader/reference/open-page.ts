import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Chromium, findChromium } from "./chromium.ts";
import type { ReferenceOptions } from "./create.ts";
import { graphicsFlags } from "./graphics.ts";
import type { Answer, Question, ReferencePage } from "./questions.ts";

/** A started browser with the engine in its only page. */
export interface OpenPage {
  readonly adapter: string;
  readonly version: string;
  readonly page: Page;
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

/** Never asked for: requests are answered here. WebGPU exists in secure contexts only, which about:blank is not. */
const address = "https://reference.invalid/";

/** The page's script by backend, built once per process. */
const bundles = new Map<string, Promise<string>>();

/**
 * Starts Chromium on the best graphics there are and the engine in it.
 * @throws when no browser is found, or none starts with a 32-bit device; with what to install or set
 */
export async function openPage(
  backend: "webgl" | "webgpu",
  options: ReferenceOptions & { timeoutMs: number },
): Promise<OpenPage> {
  const found = await findChromium(options);
  if ("missing" in found) throw new Error(`the reference backend ${backend} needs a browser: ${found.missing}`);
  let bundle = bundles.get(backend);
  if (bundle === undefined) {
    bundle = bundleFor(backend);
    bundles.set(backend, bundle);
  }
  const browser = { ...found, env: { ...found.env, ...options.environment } };
  const failures: unknown[] = [];
  for (const flags of graphicsFlags()) {
    try {
      return await start(browser, flags, await bundle, options.timeoutMs);
    } catch (error) {
      failures.push(error);
    }
  }
  const reasons = failures.map((failure) => String(failure).split("\n", 1)[0]).join("; then: ");
  throw new Error(`${found.path} could not run the reference on ${backend}: ${reasons}`, {
    cause: new AggregateError(failures),
  });
}

async function start(found: Chromium, flags: readonly string[], script: string, timeout: number): Promise<OpenPage> {
  const browser: Browser = await chromium.launch({
    executablePath: found.path,
    args: [...found.args, ...flags],
    env: { ...found.env },
    // The only page is ours and nothing can be loaded into it; as root the sandbox would refuse to start.
    chromiumSandbox: false,
    // How this process ends is its own business (the driver would call process.exit); the browser ends when its pipe closes.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    timeout,
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(timeout);
    await page.route("**/*", (route) =>
      route.request().url() === address
        ? route.fulfill({ contentType: "text/html", body: "<!doctype html><title>reference</title>" })
        : route.abort(),
    );
    await page.goto(address);
    await page.addScriptTag({ content: script });
    const { adapter, version } = await page.evaluate(async () => {
      const globals = globalThis as unknown as PageGlobals;
      await globals.nablaStart;
      return { adapter: globals.nablaReference.adapter, version: globals.nablaReference.version };
    });
    return {
      adapter,
      version,
      page,
      ask: (question) =>
        page.evaluate((q) => (globalThis as unknown as PageGlobals).nablaReference.ask(q), question) as Promise<Answer>,
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

interface PageGlobals {
  nablaStart: Promise<void>;
  nablaReference: ReferencePage;
}

async function bundleFor(backend: "webgl" | "webgpu"): Promise<string> {
  const entry = `
    import "@tensorflow/tfjs-backend-${backend}";
    import { serve } from "./page.ts";
    globalThis.nablaStart = serve("${backend}");
  `;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    format: "iife",
    platform: "browser",
    logLevel: "silent",
    write: false,
  });
  return outputFiles[0]!.text;
}
