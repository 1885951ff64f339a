import { setTimeout as wait } from "node:timers/promises";
import type { Tools } from "../../../grader/grade.ts";
import { parseQuizFiles } from "../../../grader/quiz/quiz-folder.ts";
import { proveCode } from "../../../grader/quiz/self-test/code-proof.ts";
import type { SelfTestProblem } from "../../../grader/quiz/self-test/problem.ts";
import { runGenerators } from "../../../grader/quiz/self-test/run-generators.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import type { Message } from "../../../grader/report.ts";
import { graderVersion } from "../../../grader/version.ts";
import { db } from "../../db.ts";
import { log } from "../../log.ts";
import { quizFilesSchema } from "./files.ts";
import type { ProofProblem } from "./proof-row.ts";
import { selfTestAside } from "./self-test-aside.ts";

/** All of it, in ms: below the time after which the queue gives the job to another worker. */
const patienceMs = 10 * 60_000;
/** How often progress is written and a cancellation is looked for, in ms. */
const beatMs = 1000;
/** most problems kept: a quiz with more is not read to the end anyway */
const mostProblems = 300;

const ofFile = (message: Message): ProofProblem => ({
  item: null,
  seed: null,
  field: null,
  code: "file",
  message: message.text,
  ...(message.localised ? { localised: message.localised } : {}),
  file: message.file,
  line: message.line,
  column: message.column,
});

const ofItem = ({ seed, field, ...rest }: SelfTestProblem): ProofProblem => ({
  ...rest,
  seed: seed ?? null,
  field: field ?? null,
});

/** The run was cancelled by whoever asked for it. */
class Cancelled extends Error {}

/**
 * The self-tests of one quiz, from its row to the kept result. May be called again at any time, by any worker: a run begins from
 * the start.
 * @throws when the fault is ours; the queue tries again
 */
export async function runQuizProof(work: {
  quizProofId: string;
  tools: Tools;
  signal: AbortSignal;
}): Promise<"proved" | "nothing-to-do"> {
  const { quizProofId: id, tools, signal } = work;
  const now = new Date();
  const begun = await db().quizProof.updateMany({
    where: { id, finishedAt: null, cancelledAt: null, failure: null },
    data: { startedAt: now, seenAt: now, done: 0, graderVersion },
  });
  if (begun.count === 0) return "nothing-to-do";
  const { files: stored, seeds } = await db().quizProof.findUniqueOrThrow({ where: { id } });
  const parsed = parseQuizFiles(quizFilesSchema.parse(stored));
  if (!parsed.ok) {
    await finish(id, { problems: parsed.messages.map(ofFile), generated: {} });
    return "proved";
  }
  const { content } = parsed;
  const stop = new AbortController();
  const all = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(patienceMs)]);
  let done = 0;
  const beating = beat(id, content.items.length * seeds, () => done, stop);
  try {
    const generated = await runGenerators(content, tools, all);
    const problems = generated.problems.map(ofItem);
    const usable = content.items.filter(({ generator, id }) => !generator || generated.pools[id] !== undefined);
    problems.push(
      ...(await selfTestAside(
        usable.map((item) => ({ item, generated: generated.pools[item.id] ?? null })),
        { seeds, signal: all, onProgress: (sofar) => (done = sofar) },
      )),
    );
    for (const item of usable) {
      problems.push(...(await proveCode(item, generated.pools[item.id] ?? null, tools, all)).map(ofItem));
    }
    await finish(id, { problems, generated: generated.pools });
    return "proved";
  } catch (error) {
    if (error instanceof Cancelled || stop.signal.aborted) return "nothing-to-do";
    if (!signal.aborted && all.aborted) {
      const message = `the self-tests take more than ${patienceMs / 60_000} minutes`;
      await finish(id, {
        problems: [{ item: null, seed: null, field: null, code: "out-of-time", message }],
        generated: {},
      });
      return "proved";
    }
    log().error({ error, quizProofId: id }, "self-tests of a quiz failed by our fault");
    await db().quizProof.updateMany({ where: { id, finishedAt: null }, data: { startedAt: null, seenAt: null } });
    throw error;
  } finally {
    stop.abort(new Cancelled());
    await beating;
  }
}

/** Writes progress every second until `stop`; aborts it when the run was cancelled. */
async function beat(id: string, of: number, done: () => number, stop: AbortController): Promise<void> {
  while (!stop.signal.aborted) {
    try {
      const { count } = await db().quizProof.updateMany({
        where: { id, cancelledAt: null, finishedAt: null },
        data: { done: done(), of, seenAt: new Date() },
      });
      if (count === 0) stop.abort(new Cancelled());
      await wait(beatMs, undefined, { signal: stop.signal, ref: false });
    } catch (error) {
      if (stop.signal.aborted) return;
      log().warn({ error, quizProofId: id }, "the progress of self-tests was not written");
      await wait(beatMs);
    }
  }
}

async function finish(
  id: string,
  { problems, generated }: { problems: ProofProblem[]; generated: Record<string, Values[]> },
): Promise<void> {
  const row = await db().quizProof.findUniqueOrThrow({ where: { id }, select: { of: true } });
  await db().quizProof.updateMany({
    where: { id, finishedAt: null, cancelledAt: null },
    data: {
      problems: JSON.parse(JSON.stringify(problems.slice(0, mostProblems))),
      generated: JSON.parse(JSON.stringify(generated)),
      finishedAt: new Date(),
      done: row.of,
    },
  });
}

/** For runs whose workers died at every attempt. */
export async function giveUpQuizProof(id: string, failure: string): Promise<void> {
  await db().quizProof.updateMany({ where: { id, finishedAt: null, cancelledAt: null }, data: { failure } });
}
