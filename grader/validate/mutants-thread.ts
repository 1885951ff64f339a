/** What runs in the thread that `mutantsAside` starts: kind after kind of a project, one answer each. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { causesOf } from "../causes.ts";
import { exerciseKinds } from "../kinds.ts";
import { projectSchema } from "../project.ts";
import { mutantStep } from "./mutants.ts";

const asked = z.object({ project: projectSchema, kinds: z.array(z.enum(exerciseKinds)) });

const { project, kinds } = asked.parse(workerData);
for (const kind of kinds) {
  // a family without a usable case throws: that is the project's own problem, told to whoever asked
  try {
    parentPort?.postMessage({ step: mutantStep(project, kind) });
  } catch (error) {
    parentPort?.postMessage({ failure: causesOf(error) });
  }
}
