import { Gauge, Registry } from "prom-client";
import { countGivenUpWork, selectOtherWork } from "../operations/other-work.ts";
import { countGivenUp, selectLanes } from "../operations/queue-state.ts";
import { selectWorkers } from "../workers/queries.ts";

/** The state of queue and workers as the database has it at this moment, in Prometheus's text format. */
export async function queueMetrics(): Promise<string> {
  const [lanes, otherWork, givenUp, givenUpWork, workers] = await Promise.all([
    selectLanes(),
    selectOtherWork(),
    countGivenUp(),
    countGivenUpWork(),
    selectWorkers(),
  ]);
  const registry = new Registry();
  const gauge = (name: string, help: string, label?: string) =>
    new Gauge({ name, help, labelNames: label ? [label] : [], registers: [registry] });
  const waiting = gauge("nabla_queue_waiting", "Hand-ins that wait to be graded", "lane");
  const running = gauge("nabla_queue_running", "Hand-ins that are being graded", "lane");
  const oldest = gauge("nabla_queue_oldest_seconds", "How long the oldest waiting hand-in has waited", "lane");
  for (const { lane, ...state } of lanes) {
    waiting.set({ lane }, state.waiting);
    running.set({ lane }, state.running);
    oldest.set({ lane }, state.oldestSeconds);
  }
  gauge("nabla_given_up", "Jobs that were given up and that nobody has looked at").set(givenUp);
  const workWaiting = gauge("nabla_work_waiting", "Programs and proofs of quizzes, regrades, proofs that wait", "kind");
  const workGivenUp = gauge("nabla_work_given_up", "Those that were given up and not asked for again", "kind");
  for (const { kind, waiting: count } of otherWork) {
    workWaiting.set({ kind }, count);
    workGivenUp.set({ kind }, givenUpWork[kind]);
  }
  const byState = gauge("nabla_workers", "Workers by state, of the last day", "state");
  for (const state of ["alive", "draining", "stopped", "out-of-service", "gone"] as const)
    byState.set({ state }, workers.filter((worker) => worker.state === state).length);
  return registry.metrics();
}
