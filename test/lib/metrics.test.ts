import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { Report } from "../../grader/report.ts";
import { createGradingMetrics } from "../../lib/metrics/grading.ts";
import { serveMetrics } from "../../lib/metrics/serve.ts";

const report = {
  status: "graded",
  exercises: [{ checks: [{ verdict: "accepted" }, { verdict: "accepted" }, { verdict: "time_limit" }] }],
} as unknown as Report;

test("a worker counts stages, verdicts and internal errors", async () => {
  const metrics = createGradingMetrics();
  metrics.published(report, { waiting: 2000, compiling: 200, running: 700 });
  metrics.fault();
  const text = await metrics.registry.metrics();
  expect(text).toContain('nabla_verdicts_total{verdict="accepted"} 2');
  expect(text).toContain('nabla_verdicts_total{verdict="time_limit"} 1');
  expect(text).toContain('nabla_reports_total{status="graded"} 1');
  expect(text).toContain("nabla_internal_errors_total 1");
  expect(text).toContain('nabla_grading_stage_seconds_sum{stage="waiting"} 2');
  expect(text).toContain('nabla_grading_stage_seconds_bucket{le="0.25",stage="compiling"} 1');
});

test.each([
  ["without a token, on the loopback address", undefined, undefined, 200],
  ["with the token", "0123456789abcdef", "Bearer 0123456789abcdef", 200],
  ["with another token", "0123456789abcdef", "Bearer 0123456789abcdee", 401],
  ["with no token shown", "0123456789abcdef", undefined, 401],
])("metrics %s: %s", async (_how, token, authorization, status) => {
  const server = await serveMetrics(createGradingMetrics().registry, { port: 0, token });
  try {
    const { port, address } = server.address() as AddressInfo;
    if (!token) expect(address).toBe("127.0.0.1");
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: authorization ? { authorization } : {} });
    expect(answer.status).toBe(status);
    expect((await answer.text()).includes("nabla_worker_busy")).toBe(status === 200);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  } finally {
    server.close();
  }
});
