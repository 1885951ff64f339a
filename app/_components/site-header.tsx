import { getLocale, getTranslations } from "next-intl/server";
import type { Theme } from "../../lib/actor.ts";
import { mayOperate } from "../../lib/operations/supervised.ts";
import { Preferences } from "../_preferences/preferences.tsx";
import { currentActor } from "../_session/actor.ts";
import { SignOut } from "../_session/sign-out.tsx";
import { Link } from "./link.tsx";
import styles from "./site-header.module.css";

export async function SiteHeader({ theme }: { theme: Theme }) {
  const [actor, locale, t] = await Promise.all([currentActor(), getLocale(), getTranslations("site")]);
  const operates = actor !== null && (await mayOperate(actor));
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link href="/" className={styles.brand} aria-label={t("home")}>
          <span aria-hidden="true" className={styles.mark}>
            ∇
          </span>
          <span className={styles.word}>{t("name")}</span>
        </Link>
        <nav aria-label={t("navigation")} className={styles.person}>
          {operates && (
            <Link href="/operations" className={styles.link}>
              {t("operations")}
            </Link>
          )}
          <Preferences locale={locale} theme={theme} />
          {actor && (
            <>
              <span className={styles.name}>{actor.name}</span>
              <SignOut label={t("signOut")} />
            </>
          )}
        </nav>
      </div>
    </header>
  );
}
