import { forbidden, notFound } from "next/navigation";
import { Forbidden, NotFound } from "../../lib/errors.ts";

/** Turns lib's refusals into the pages for them; anything else is our fault and goes on to the error page. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    if (error instanceof Forbidden) forbidden();
    throw error;
  }
}

/** The same for a route handler: a status instead of a page. */
export function refusal(error: unknown): Response {
  if (error instanceof NotFound) return new Response(null, { status: 404 });
  if (error instanceof Forbidden) return new Response(null, { status: 403 });
  throw error;
}
