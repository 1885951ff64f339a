import { getTranslations } from "next-intl/server";
import { env } from "../../lib/env.ts";
import { demonstrationAccounts, demonstrationPassword } from "../../lib/people/demonstration.ts";
import styles from "./sign-in.module.css";

/** For a newcomer looking around on their own machine; nothing where the demonstration was not asked for. */
export async function DemonstrationAccounts() {
  if (env().NABLA_DEMO !== "1") return null;
  const [t, home] = await Promise.all([getTranslations("signIn"), getTranslations("home")]);
  return (
    <section className={styles.accounts} aria-labelledby="demonstration-title">
      <h2 id="demonstration-title">{t("demonstration")}</h2>
      <p>
        {t("demonstrationPassword")} <code>{demonstrationPassword}</code>
      </p>
      <ul>
        {demonstrationAccounts.map((account) => (
          <li key={account.email}>
            <code>{account.email}</code>
            <span>{home(`role.${account.role}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
