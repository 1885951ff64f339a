"use client";
import { useEffect, useState } from "react";
import type { ServerClock } from "./server-clock.ts";

/** Whole seconds until `endsAt` by the server's clock, never below 0; null without an end, and until the page runs in a browser. */
export function useTimeLeft(clock: ServerClock, endsAt: string | null): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (endsAt === null) return setLeft(null);
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const ms = Date.parse(endsAt) - clock.now();
      setLeft(Math.max(0, Math.ceil(ms / 1000)));
      // at the next full second of what is left
      timer = setTimeout(tick, ms <= 0 ? 1000 : ms % 1000 || 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [clock, endsAt]);
  return left;
}
