import { createServer } from "node:http";
import net from "node:net";
import { Problem } from "./problem.ts";

/** What a browser that comes too early is shown; it asks again by itself. */
const early = `<!doctype html><meta charset="utf-8"><title>Nabla</title>
<p lang="en">Nabla is starting: this page looks again by itself.</p>
<p lang="pt-BR">O Nabla está iniciando: esta página tenta de novo sozinha.</p>`;

export interface ReservedPort {
  port: number;
  /** makes room for the web server, which is to be started at once */
  release(): Promise<void>;
}

/** Listens on the port, so that nobody else takes it while the pages are built; null when somebody has it. */
function reserve(port: number, host: string): Promise<ReservedPort | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((_, response) => {
      const headers = { "Content-Type": "text/html", "Cache-Control": "no-store", Refresh: "2", "Retry-After": "2" };
      response.writeHead(503, headers).end(early);
    });
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else if (error.code === "EACCES") {
        reject(
          new Problem(
            `There is no permission to listen on port ${port}. Choose one above 1023: npm start -- --port 3000`,
          ),
        );
      } else if (["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN", "EAFNOSUPPORT", "EINVAL"].includes(error.code ?? "")) {
        reject(new Problem(`This machine has no address ${host}. Without --host, Nabla listens on 127.0.0.1.`));
      } else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.unref(); // the web server that it makes room for may never come
      const release = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ port, release });
    });
  });
}

/** "localhost" in a browser is ::1 first: whoever listens there would be shown instead of us. */
function isFreeOnLoopback6(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen({ port, host: "::1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const isOursAlone = async (port: number, host: string) => host !== "127.0.0.1" || (await isFreeOnLoopback6(port));

/**
 * The port to serve on, held until it is released. One that was asked for must be free; without one, the first free port from 3000 on.
 * @throws Problem
 */
export async function choosePort(asked: number | undefined, host: string): Promise<ReservedPort> {
  if (asked !== undefined) {
    const reserved = (await isOursAlone(asked, host)) ? await reserve(asked, host) : null;
    if (reserved) return reserved;
    const next = asked < 65_535 ? asked + 1 : 3000;
    throw new Problem(`Port ${asked} is in use. Stop what uses it, or choose another: npm start -- --port ${next}`);
  }
  for (let port = 3000; port < 3100; port++) {
    const reserved = (await isOursAlone(port, host)) ? await reserve(port, host) : null;
    if (reserved) return reserved;
  }
  throw new Problem("Every port from 3000 to 3099 is in use. Choose one: npm start -- --port 8080");
}

/** The address that people open for a server that listens on `host`. */
export function addressOf(host: string, port: number): string {
  const everywhere = ["127.0.0.1", "0.0.0.0", "::"].includes(host);
  return `http://${everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The address by which this machine itself reaches it. */
export function ownAddressOf(host: string, port: number): string {
  const own = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${own.includes(":") ? `[${own}]` : own}:${port}`;
}
