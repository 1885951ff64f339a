/**
 * Whether a browser sent this request from our own pages: what protects route handlers from forged requests (server
 * actions are checked by Next.js). A request without any of these headers comes from no browser and is refused, too.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}
