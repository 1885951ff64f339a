import { env } from "../../../lib/env.ts";
import { queueMetrics } from "../../../lib/metrics/queue.ts";
import { showsToken } from "../../../lib/metrics/token.ts";

/** Queue and workers for Prometheus. Without METRICS_TOKEN there is no such page; a proxy in front makes every caller look local. */
export async function GET(request: Request) {
  const token = env().METRICS_TOKEN;
  if (!token) return new Response(null, { status: 404 });
  if (!showsToken(request.headers.get("authorization"), token)) return new Response(null, { status: 401 });
  return new Response(await queueMetrics(), {
    headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
  });
}
