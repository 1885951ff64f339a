"use client";
import { type PointerEvent, useEffect, useRef, useState } from "react";

/**
 * Dragging a line by its handle, with mouse, pen or finger: while it moves over another line (`data-line`), `onOver` is
 * told which. The same is done by buttons and keys; this is an extra.
 */
export function useDragging(onOver: (dragged: string, over: string) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const told = useRef(onOver);
  told.current = onOver;

  // on the window: a line that changes places is taken out of the page for a moment, and a captured pointer is lost with it
  useEffect(() => {
    if (dragged === null) return;
    const stop = new AbortController();
    let last: string | null = null;
    const move = (event: globalThis.PointerEvent) => {
      const line = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-line]");
      const over = line?.dataset.line ?? null;
      // the line that was changed places with may lie under the pointer afterwards: once is enough
      if (over === last) return;
      last = over;
      if (over !== null && over !== dragged) told.current(dragged, over);
    };
    window.addEventListener("pointermove", move, { signal: stop.signal });
    for (const end of ["pointerup", "pointercancel"] as const) {
      window.addEventListener(end, () => setDragged(null), { signal: stop.signal });
    }
    return () => stop.abort();
  }, [dragged]);

  return {
    dragged,
    handle: (id: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.preventDefault();
        setDragged(id);
      },
    }),
  };
}
