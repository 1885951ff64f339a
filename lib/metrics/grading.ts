import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Report } from "../../grader/report.ts";

/** What one worker counts. */
export interface GradingMetrics {
  registry: Registry;
  /** a report was published; `stages` in ms */
  published(report: Report, stages: { waiting: number; compiling: number; running: number }): void;
  /** an attempt failed by our own fault */
  fault(): void;
  /** jobs at hand now */
  busy(jobs: number): void;
}

export function createGradingMetrics(): GradingMetrics {
  const registry = new Registry();
  const registers = [registry];
  const stage = new Histogram({
    name: "nabla_grading_stage_seconds",
    help: "Time of published gradings by stage: waiting in the queue, compiling, running (checks, reference and diagnosis)",
    labelNames: ["stage"] as const,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    registers,
  });
  const reports = new Counter({
    name: "nabla_reports_total",
    help: "Published reports by status",
    labelNames: ["status"] as const,
    registers,
  });
  const verdicts = new Counter({
    name: "nabla_verdicts_total",
    help: "Verdicts of the checks of published reports",
    labelNames: ["verdict"] as const,
    registers,
  });
  const faults = new Counter({
    name: "nabla_internal_errors_total",
    help: "Attempts that failed by our own fault",
    registers,
  });
  const busy = new Gauge({ name: "nabla_worker_busy", help: "Hand-ins that this worker grades now", registers });
  new Gauge({
    name: "nabla_worker_memory_bytes",
    help: "Resident memory of the worker process, its boxes not counted",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    registry,
    published(report, stages) {
      for (const [name, ms] of Object.entries(stages)) stage.observe({ stage: name }, Math.max(0, ms) / 1000);
      reports.inc({ status: report.status });
      for (const exercise of report.exercises) for (const { verdict } of exercise.checks) verdicts.inc({ verdict });
    },
    fault: () => faults.inc(),
    busy: (jobs) => busy.set(jobs),
  };
}
