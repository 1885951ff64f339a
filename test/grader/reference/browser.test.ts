import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { restartingEngine } from "../../../grader/reference/browser.ts";
import { findChromium } from "../../../grader/reference/chromium.ts";
import { createReference } from "../../../grader/reference/create.ts";
import { type OpenPage, openPage } from "../../../grader/reference/open-page.ts";
import type { ReferenceEngine } from "../../../grader/reference/types.ts";
import { disagreement } from "./disagreements.ts";
import { cases } from "./families.ts";

const found = await findChromium({ chromePath: process.env.CHROME_PATH });
const missing = "missing" in found ? found.missing : undefined;
const options = { chromePath: process.env.CHROME_PATH, timeoutMs: 60_000 };
const { net, X, D } = cases[0]!;

if (missing !== undefined) it.skip(`the reference in a browser: ${missing}`, () => {});

/** WebGPU in software compiles every shader anew and shares its tensor code with the other backends: five networks of it. */
const backends = [
  { backend: "webgl" as const, probes: cases },
  { backend: "webgpu" as const, probes: cases.filter((_, i) => [0, 3, 4, 6, 10].includes(i)) },
];

describe.skipIf(missing !== undefined).each(backends)(
  "TensorFlow.js on $backend in Chromium",
  ({ backend, probes }) => {
    let engine: ReferenceEngine;
    beforeAll(async () => {
      engine = await createReference(backend, options);
    });
    afterAll(async () => engine.close());

    it.each(probes)("agrees with the oracle within float32's bound: $name", async (probe) => {
      for (const [question, excess] of Object.entries(await disagreement(engine, probe))) {
        expect(excess, question).toBeLessThanOrEqual(1);
      }
    });

    it("says which device really ran", () => {
      expect(engine).toMatchObject({ backend, version: "4.22.0" });
      expect(engine.adapter).toMatch(/\w/);
    });

    it("trains many networks at once as the cpu does", async () => {
      const nets = [net, structuredClone(net).map((layer) => ({ ...layer, b: layer.b.map((v) => v + 0.5) }))];
      const training = { method: "adam" as const, alpha: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
      const epochs = Array.from({ length: 20 }, () => [
        [0, 1, 2, 3],
        [4, 5, 6],
      ]);
      const { losses } = await engine.trainMany(nets, X, D, { ...training, epochs });
      const cpu = await createReference("cpu");
      const expected = (await cpu.trainMany(nets, X, D, { ...training, epochs })).losses;
      for (const [k, curve] of losses.entries()) {
        for (const [e, J] of curve.entries()) expect(J / expected[k]![e]!).toBeCloseTo(1, 4);
      }
    });

    it("hands the engine's refusal through", async () => {
      await expect(engine.gradient(net, X, [[1]])).rejects.toThrow("D has to have 7 rows of 2 numbers");
    });
  },
);

describe.skipIf(missing !== undefined)("a browser that fails", () => {
  const pages: OpenPage[] = [];
  const open = async () => {
    const page = await openPage("webgl", options);
    pages.push(page);
    return page;
  };
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
  });

  it("is replaced when the device is lost: its zeros are no answer", async () => {
    const engine = await restartingEngine("webgl", open, 30_000);
    const expected = await engine.gradient(net, X, D);
    const devtools = await pages[0]!.page.context().browser()!.newBrowserCDPSession();
    await devtools.send("Browser.crashGpuProcess");
    expect(await engine.gradient(net, X, D)).toEqual(expected);
    expect(pages).toHaveLength(2);
    await engine.close();
  });

  it("is replaced when it dies", async () => {
    const engine = await restartingEngine("webgl", open, 30_000);
    const expected = await engine.gradient(net, X, D);
    await pages[0]!.close();
    expect(await engine.gradient(net, X, D)).toEqual(expected);
    await engine.close();
  });

  it("is replaced when it no longer answers", async () => {
    const engine = await restartingEngine("webgl", open, 3_000);
    const expected = await engine.gradient(net, X, D);
    pages[0]!.page.evaluate("for (;;);").catch(() => undefined);
    expect(await engine.gradient(net, X, D)).toEqual(expected);
    expect(pages).toHaveLength(2);
    await engine.close();
  });

  it("is asked a hundred times over and keeps no tensor", async () => {
    const engine = await restartingEngine("webgl", open, 30_000);
    const training = {
      method: "momentum" as const,
      alpha: 0.01,
      beta: 0.9,
      epochs: [
        [
          [0, 1],
          [2, 3, 4],
        ],
        [[5, 6]],
      ],
    };
    const held = async (times: number) => {
      for (let i = 0; i < times; i++) await engine.gradient(net, X, D);
      await engine.train(net, X, D, training);
      return pages[0]!.page.evaluate(
        "_tfengine.memory().numTensors + ' tensors, ' + _tfengine.memory().numBytesInGPU + ' bytes'",
      );
    };
    const before = await held(1);
    expect(await held(100)).toBe(before);
    await engine.close();
  });

  it("is given up when it is lost twice over one question", async () => {
    const brittle = async (): Promise<OpenPage> => ({ ...(await open()), ask: async () => ({ lost: "gone" }) });
    const engine = await restartingEngine("webgl", brittle, 30_000);
    await expect(engine.gradient(net, X, D)).rejects.toThrow("lost twice");
    await engine.close();
    await expect(engine.gradient(net, X, D)).rejects.toThrow("closed");
  });

  it("is refused when it computes in 16 bits", async () => {
    const { page } = await open();
    await page.reload();
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import * as tf from "@tensorflow/tfjs-core";
          import "@tensorflow/tfjs-backend-webgl";
          import { halfPrecision } from "./precision.ts";
          tf.env().set("WEBGL_CPU_FORWARD", false);
          tf.env().set("WEBGL_FORCE_F16_TEXTURES", true);
          globalThis.refusal = tf.setBackend("webgl").then(() => halfPrecision());
        `,
        resolveDir: new URL("../../../grader/reference", import.meta.url).pathname,
        loader: "ts",
      },
      bundle: true,
      format: "iife",
      platform: "browser",
      write: false,
    });
    await page.addScriptTag({ content: outputFiles[0]!.text });
    expect(await page.evaluate("globalThis.refusal")).toContain("less than 32 bits");
  });
});

it("says why a browser that does not start did not", async () => {
  await expect(createReference("webgl", { chromePath: "/bin/false" })).rejects.toThrow("/bin/false could not run");
});

it("says what to install or set when there is no browser", async () => {
  await expect(createReference("webgl", { chromePath: "/nowhere/chromium" })).rejects.toThrow(
    "CHROME_PATH names /nowhere/chromium",
  );
});
