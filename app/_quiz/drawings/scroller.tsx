"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";

/** A box that may scroll sideways; while it does, the keyboard reaches it and a screen reader is told what it is. */
export function Scroller({
  label,
  className,
  children,
}: {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className={className} {...(scrolls && { role: "group", tabIndex: 0, "aria-label": label })}>
      {children}
    </div>
  );
}
