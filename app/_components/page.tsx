import type { ReactNode } from "react";
import { Link } from "./link.tsx";
import styles from "./page.module.css";

export interface Crumb {
  href: string;
  label: string;
}

/** The frame of every signed-in page: where one is, what this is, and what answers the visitor's first question. */
export function Page(props: {
  trail?: Crumb[];
  trailLabel?: string;
  title: ReactNode;
  lead?: ReactNode;
  aside?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={props.wide ? `${styles.page} ${styles.wide}` : styles.page}>
      {props.trail && (
        <nav aria-label={props.trailLabel} className={styles.trail}>
          <ol>
            {props.trail.map((crumb) => (
              <li key={crumb.href}>
                <Link href={crumb.href}>{crumb.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={styles.head}>
        <div className={styles.heading}>
          <h1 className={styles.title}>{props.title}</h1>
          {props.lead && <div className={styles.lead}>{props.lead}</div>}
        </div>
        {props.aside && <div className={styles.aside}>{props.aside}</div>}
      </div>
      {props.children}
    </div>
  );
}

/** A titled part of a page, on its own surface. */
export function Section(props: {
  id: string;
  title: ReactNode;
  note?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`} className={styles.section}>
      <header className={styles.sectionHead}>
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        {props.note && <div className={styles.note}>{props.note}</div>}
      </header>
      <div className={props.flush ? styles.flush : styles.body}>{props.children}</div>
    </section>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className={styles.empty}>{children}</p>;
}
