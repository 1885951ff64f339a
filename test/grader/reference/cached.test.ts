import { describe, expect, it } from "vitest";
import { cachedReference } from "../../../grader/reference/cached.ts";
import { createReference } from "../../../grader/reference/create.ts";
import type { ReferenceEngine } from "../../../grader/reference/types.ts";
import { cases } from "./families.ts";

const [first, second] = [cases[0]!, cases[1]!];

/** The cpu engine, which writes down what it is asked. */
async function watched(): Promise<{ engine: ReferenceEngine; asked: string[] }> {
  const cpu = await createReference("cpu");
  const asked: string[] = [];
  const engine: ReferenceEngine = {
    ...cpu,
    gradient(...question) {
      asked.push(`gradient of ${question[0].length} layers`);
      return cpu.gradient(...question);
    },
    loss(...question) {
      asked.push("loss");
      return cpu.loss(...question);
    },
  };
  return { engine, asked };
}

describe("a cached reference", () => {
  it("asks the engine once for the same question, also when both come at once", async () => {
    const { engine, asked } = await watched();
    const cached = cachedReference(engine);
    const answers = await Promise.all([
      cached.gradient(first.net, first.X, first.D),
      cached.gradient(structuredClone(first.net), first.X, first.D),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual(await engine.gradient(first.net, first.X, first.D));
    expect(asked).toHaveLength(2);
  });

  it("tells questions apart by method and by every number", async () => {
    const { engine, asked } = await watched();
    const cached = cachedReference(engine);
    await cached.loss(first.net, first.X, first.D);
    await cached.gradient(first.net, first.X, first.D);
    const moved = structuredClone(first.X);
    moved[2]![1]! += 2 ** -20;
    await cached.gradient(first.net, moved, first.D);
    expect(asked).toHaveLength(3);
  });

  it("hands out copies", async () => {
    const { engine } = await watched();
    const cached = cachedReference(engine);
    const spoilt = await cached.gradient(first.net, first.X, first.D);
    spoilt[0]!.W[0]![0] = 99;
    expect((await cached.gradient(first.net, first.X, first.D))[0]!.W[0]![0]).not.toBe(99);
  });

  it("forgets what was used longest ago", async () => {
    const { engine, asked } = await watched();
    const cached = cachedReference(engine, { entries: 2 });
    const ask = (c: typeof first) => cached.gradient(c.net, c.X, c.D);
    await ask(first);
    await ask(second);
    await ask(first);
    await ask(cases[2]!);
    expect(asked).toHaveLength(3);
    await ask(first);
    expect(asked).toHaveLength(3);
    await ask(second);
    expect(asked).toHaveLength(4);
  });

  it("does not remember a failure", async () => {
    const cpu = await createReference("cpu");
    let broken = true;
    const cached = cachedReference({
      ...cpu,
      loss: (...question) => (broken ? Promise.reject(new Error("device lost")) : cpu.loss(...question)),
    });
    await expect(cached.loss(first.net, first.X, first.D)).rejects.toThrow("device lost");
    broken = false;
    await expect(cached.loss(first.net, first.X, first.D)).resolves.toBeGreaterThan(0);
  });
});
