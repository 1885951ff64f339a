/** What runs in the thread that `selfTestAside` starts: question after question, with its progress. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { causesOf } from "../../../grader/causes.ts";
import { itemSchema } from "../../../grader/quiz/item.ts";
import { selfTest } from "../../../grader/quiz/self-test.ts";
import { valueSchema } from "../../../grader/quiz/values.ts";

const asked = z.object({
  seeds: z.int().positive(),
  items: z.array(z.object({ item: itemSchema, generated: z.array(z.record(z.string(), valueSchema)).nullable() })),
});

const { seeds, items } = asked.parse(workerData);
for (const { item, generated } of items) {
  let told = 0;
  try {
    const { problems } = selfTest(item, {
      seeds,
      ...(generated ? { generated } : {}),
      onProgress: (done: number) => {
        if (done - told < 20) return;
        told = done;
        parentPort?.postMessage({ item: item.id, done });
      },
    });
    parentPort?.postMessage({ item: item.id, problems });
  } catch (error) {
    parentPort?.postMessage({ item: item.id, failure: causesOf(error) });
  }
}
