"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** j and k go to the next and the previous hand-in. Not while something is typed. */
export function NeighbourKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, .cm-editor");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const href = event.key === "j" ? next : event.key === "k" ? previous : null;
      if (href) router.push(href);
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [router, previous, next]);
  return null;
}
