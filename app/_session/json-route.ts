import type { Actor } from "../../lib/actor.ts";
import { readCapped } from "../_hand-in/read-capped.ts";
import { currentActor } from "./actor.ts";
import { refusal } from "./answer.ts";
import { isSameOrigin } from "./same-origin.ts";

export const json = (status: number, body: unknown): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "private, no-store" } });

/**
 * What every route that answers our own pages does: the person is signed in, a change comes from our own pages, a body is no larger
 * than allowed, and lib's refusals are statuses.
 * @param most bytes of the body; 0: none is read
 */
export async function answerJson(
  request: Request,
  most: number,
  act: (actor: Actor, body: Uint8Array) => Promise<Response>,
): Promise<Response> {
  if (request.method !== "GET" && !isSameOrigin(request)) return new Response(null, { status: 403 });
  const actor = await currentActor();
  if (!actor) return json(401, { ok: false, reason: "signed-out" });
  let body: Uint8Array = new Uint8Array();
  if (most > 0 && request.body) {
    const read = await readCapped(request.body, most);
    if (!read) return json(413, { ok: false, reason: "too-large" });
    body = read;
  }
  try {
    return await act(actor, body);
  } catch (error) {
    return refusal(error);
  }
}

/** A body as JSON; null when it is none. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
