"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server for this page again, every so many ms, while something on it is at work and the page is looked at. */
export function Refreshing({ every }: { every: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, every);
    return () => clearInterval(timer);
  }, [router, every]);
  return null;
}
