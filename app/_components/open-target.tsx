"use client";
import { useEffect } from "react";

/** Opens whatever the target of the address lies folded in: a link to a line of code must show the line. */
function openTarget(): void {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (!target) return;
  const folded = [...ancestors(target)].filter((element) => element instanceof HTMLDetailsElement && !element.open);
  for (const details of folded as HTMLDetailsElement[]) details.open = true;
  if (folded.length > 0) target.scrollIntoView({ block: "center" });
}

function* ancestors(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = at.parentElement) yield at;
}

/** Browsers do it one after the other, and none of them for an address that is followed a second time. */
export function OpenTarget() {
  useEffect(() => {
    openTarget();
    const followed = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest("a[href^='#']");
      if (link) requestAnimationFrame(openTarget);
    };
    window.addEventListener("hashchange", openTarget);
    document.addEventListener("click", followed);
    return () => {
      window.removeEventListener("hashchange", openTarget);
      document.removeEventListener("click", followed);
    };
  }, []);
  return null;
}
