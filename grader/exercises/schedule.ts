import type { z } from "zod";
import type { TrainOptions } from "../contract.ts";
import type { trainingSchema } from "../project.ts";
import type { Random } from "../random.ts";
import type { Plain } from "../sandbox/types.ts";

/** Batches of every epoch: a new order each time where the project says so; the last batch may be shorter. */
export function drawTraining(training: z.infer<typeof trainingSchema>, examples: number, random: Random): TrainOptions {
  const { method, options, epochs, batch, shuffled } = training;
  const inOrder = Array.from({ length: examples }, (_, n) => n);
  const schedule = Array.from({ length: epochs }, () => {
    const order = shuffled ? random.permutation(examples) : inOrder;
    return Array.from({ length: Math.ceil(examples / batch) }, (_, k) => order.slice(k * batch, (k + 1) * batch));
  });
  return { ...options, method, epochs: schedule } as TrainOptions;
}

export function plainTraining(options: TrainOptions): { [key: string]: Plain } {
  return { ...options } as unknown as { [key: string]: Plain };
}
