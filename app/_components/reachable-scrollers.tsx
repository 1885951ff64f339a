"use client";
import { usePathname } from "next/navigation";
import { useEffect } from "react";

const mayScroll = "main pre, main .katex-display, main table";

/** What scrolls sideways can be focused, so that the arrow keys move it; what fits is no stop of the Tab key. */
function mark(): void {
  for (const element of document.querySelectorAll<HTMLElement>(mayScroll)) {
    const overflows = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
    if (overflows && getComputedStyle(element).overflowX !== "visible") element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  }
}

/** Only Chromium makes scrolling boxes focusable by itself. */
export function ReachableScrollers() {
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has other boxes
  useEffect(() => {
    mark();
    const opened = () => requestAnimationFrame(mark);
    window.addEventListener("resize", mark);
    document.addEventListener("toggle", opened, { capture: true });
    return () => {
      window.removeEventListener("resize", mark);
      document.removeEventListener("toggle", opened, { capture: true });
    };
  }, [pathname]);
  return null;
}
