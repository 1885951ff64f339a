"use client";
import { type PointerEvent, useRef, useState } from "react";

/**
 * Dragging a line by its handle, with mouse, pen or finger: while it moves over another line (`data-line`), `onOver` is
 * told which. The same is done by buttons and keys; this is an extra.
 */
export function useDragging(onOver: (dragged: string, over: string) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const current = useRef<string | null>(null);
  const last = useRef<string | null>(null);
  const stop = () => {
    current.current = null;
    last.current = null;
    setDragged(null);
  };
  return {
    dragged,
    handle: (id: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        current.current = id;
        setDragged(id);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (current.current !== id) return;
        const line = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-line]");
        const over = line?.dataset.line ?? null;
        // the line that was changed places with lies under the pointer afterwards: once is enough
        if (over === last.current) return;
        last.current = over;
        if (over !== null && over !== id) onOver(id, over);
      },
      onPointerUp: stop,
      onPointerCancel: stop,
    }),
  };
}
