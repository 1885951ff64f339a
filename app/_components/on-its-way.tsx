"use client";
import { useLinkStatus } from "next/link";
import styles from "./on-its-way.module.css";

/** A line at the top of the window while the page behind the enclosing link is being made. */
export function OnItsWay() {
  const { pending } = useLinkStatus();
  return pending ? <span className={styles.line} aria-hidden="true" /> : null;
}
