"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import styles from "./changes.module.css";

const Difference = dynamic(() => import("./difference.tsx"), { ssr: false });

export interface Change {
  path: string;
  before: string;
  after: string;
  /** "solution.ts, changed" in the reader's language */
  label: string;
}

/** The differences, made only when someone opens them. */
export function Changes({ summary, changes }: { summary: string; changes: Change[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={`${styles.changes} no-print`} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open &&
        changes.map((change) => (
          <div key={change.path} className={styles.change}>
            <h3>{change.label}</h3>
            <Difference label={change.label} before={change.before} after={change.after} />
          </div>
        ))}
    </details>
  );
}
