/** An answer of the attempts' routes; nothing of it is kept by anybody in between. */
export function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

export const signedOut = (): Response => answer(401, null);
export const tooLarge = (): Response => answer(413, null);
export const malformed = (): Response => answer(400, null);
