import type { ReactNode } from "react";
import { Icon, type IconName } from "../_components/icon.tsx";
import styles from "./chip.module.css";

export type Tone = "good" | "bad" | "warn" | "quiet" | "accent";

/** The one display of a state: icon, word and tint together, so that none of them is needed alone. */
export function Chip({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span className={`${styles.chip} ${styles[tone]}`}>
      <Icon name={icon} size={13} />
      {children}
    </span>
  );
}
