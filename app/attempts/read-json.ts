import { readCapped } from "../_hand-in/read-capped.ts";

/** The JSON of a request, not more than `limit` bytes of it. `undefined`: too large; null: no JSON. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  if (!request.body) return null;
  const body = await readCapped(request.body, limit);
  if (!body) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
