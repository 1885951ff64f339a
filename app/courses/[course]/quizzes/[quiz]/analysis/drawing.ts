import { parseHTML } from "linkedom";

/** What every chart of this page shares: drawn on the server, in the page's own ink. */
export const drawing = (ariaLabel: string) => ({
  document: parseHTML("<!doctype html><html><body></body></html>").document,
  ariaLabel,
  width: 640,
  style: { background: "transparent", color: "currentColor", fontSize: "12px", fontFamily: "inherit" },
});
