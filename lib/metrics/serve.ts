import { createServer, type Server } from "node:http";
import type { Registry } from "prom-client";
import { showsToken } from "./token.ts";

/**
 * Serves a registry at /metrics. Without a token it listens on the loopback address only; with one it listens everywhere
 * and answers nobody who does not show it.
 */
export function serveMetrics(registry: Registry, { port, token }: { port: number; token?: string }): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") return response.writeHead(404).end();
    if (token && !showsToken(request.headers.authorization, token)) return response.writeHead(401).end();
    try {
      const body = await registry.metrics();
      response.writeHead(200, { "Content-Type": registry.contentType }).end(body);
    } catch {
      response.writeHead(500).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, token ? undefined : "127.0.0.1", () => resolve(server.unref()));
  });
}
