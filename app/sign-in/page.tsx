import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { PageProps } from "../_components/route-props.ts";
import { currentActor } from "../_session/actor.ts";
import { DemonstrationAccounts } from "./demonstration-accounts.tsx";
import styles from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";

/** A way back inside this site only: `//elsewhere` and full addresses lead home. */
const wayBack = z
  .string()
  .regex(/^\/(?![/\\])/)
  .catch("/");

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({ searchParams }: PageProps) {
  const next = wayBack.parse((await searchParams).next);
  if (await currentActor()) redirect(next);
  const t = await getTranslations("signIn");
  return (
    <div className={styles.page}>
      <section className={styles.card} aria-labelledby="sign-in-title">
        <h1 id="sign-in-title" className={styles.title}>
          {t("title")}
        </h1>
        <p className={styles.lead}>{t("lead")}</p>
        <SignInForm next={next} />
      </section>
      <DemonstrationAccounts />
    </div>
  );
}
