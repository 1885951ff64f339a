/// <reference types="next" />

/** What Next.js hands to a page; its own global helpers exist only after a build, and types are checked before one. */
export interface PageProps<Params = Record<never, never>> {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The second argument of a route handler. */
export interface RouteContext<Params = Record<never, never>> {
  params: Promise<Params>;
}
