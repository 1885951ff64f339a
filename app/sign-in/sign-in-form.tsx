"use client";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import styles from "./sign-in.module.css";

type Failure = { kind: "invalid" } | { kind: "too-many"; minutes: number } | { kind: "connection" };

function failureOf(error: string): Failure {
  if (error === "invalid" || error === "CredentialsSignin") return { kind: "invalid" };
  const seconds = /^too-many:(\d+)$/.exec(error)?.[1];
  return seconds ? { kind: "too-many", minutes: Math.ceil(Number(seconds) / 60) } : { kind: "connection" };
}

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  // before hydration a click would send the password in the address; the button waits for the script
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const alert = useRef<HTMLParagraphElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    const answer = await signIn("credentials", {
      email: String(data.get("email")),
      password: String(data.get("password")),
      redirect: false,
    }).catch(() => undefined);
    if (answer?.ok && !answer.error) {
      window.location.assign(next);
      return;
    }
    setBusy(false);
    setFailure(failureOf(answer?.error ?? "connection"));
    requestAnimationFrame(() => alert.current?.focus());
  }

  return (
    <form method="post" onSubmit={submit} className={styles.form}>
      {failure && (
        <p role="alert" tabIndex={-1} ref={alert} className={styles.alert}>
          {failure.kind === "too-many" ? t("tooMany", { minutes: failure.minutes }) : t(failure.kind)}
        </p>
      )}
      <TextInput
        name="email"
        type="email"
        label={t("email")}
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordInput
        name="password"
        label={t("password")}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": t("showPassword"), tabIndex: 0 }}
      />
      <Button type="submit" loading={busy} disabled={!ready}>
        {t("submit")}
      </Button>
    </form>
  );
}
