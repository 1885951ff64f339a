import http from "node:http";
import { Problem } from "./problem.ts";

/** Without an agent of the environment's: its proxy knows nothing of this machine's loopback. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent: false, timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(false));
  });
}

/** Waits until the web server answers at `url`. @throws Problem that leads to its log, after two minutes */
export async function untilServed(url: string, log: string, given: AbortSignal): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline && !given.aborted) {
    if (await answers(`${url}/api/health`)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!given.aborted) throw new Problem(`The pages do not answer. See ${log}.`);
}
