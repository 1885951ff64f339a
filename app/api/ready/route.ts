import { readiness } from "../../../lib/operations/readiness.ts";

/** Whether hand-ins can be received and are graded now; a load balancer or a deployment asks, so nothing is explained. */
export async function GET() {
  const state = await readiness();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
