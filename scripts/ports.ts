import net from "node:net";
import { Problem } from "./problem.ts";

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EACCES") {
        reject(
          new Problem(
            `There is no permission to listen on port ${port}. Choose one above 1023: npm start -- --port 3000`,
          ),
        );
      } else if (error.code === "EADDRNOTAVAIL") reject(new Problem(`This machine has no address ${host}.`));
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The port to serve on. One that was asked for must be free; without one, the first free port from 3000 on.
 * @throws Problem
 */
export async function choosePort(asked: number | undefined, host: string): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked, host)) return asked;
    throw new Problem(
      `Port ${asked} is in use. Stop what uses it, or choose another: npm start -- --port ${asked + 1}`,
    );
  }
  for (let port = 3000; port < 3100; port++) {
    if (await isFree(port, host)) return port;
  }
  throw new Problem("Every port from 3000 to 3099 is in use. Choose one: npm start -- --port 8080");
}
