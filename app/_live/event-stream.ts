/** Proxies close a silent connection after about a minute; a comment line now and then keeps it. */
const heartbeatMs = 20_000;

/**
 * Server-sent events that say "changed" and nothing else: the page then reads again what its viewer may see, so this
 * stream can leak nothing.
 */
export function eventStream(
  request: Request,
  watch: (signal: AbortSignal) => AsyncIterable<{ kind: "changed" }>,
): Response {
  const stopped = new AbortController();
  request.signal.addEventListener("abort", () => stopped.abort(), { once: true });
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!stopped.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      // what happened between the page's reading and this connection is caught by the first hint
      send("retry: 3000\n\nevent: changed\ndata: {}\n\n");
      const heartbeat = setInterval(() => send(": still here\n\n"), heartbeatMs);
      try {
        for await (const event of watch(stopped.signal)) send(`event: ${event.kind}\ndata: {}\n\n`);
      } finally {
        clearInterval(heartbeat);
        if (!stopped.signal.aborted) controller.close();
      }
    },
    cancel: () => stopped.abort(),
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
