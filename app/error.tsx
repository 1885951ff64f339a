"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Page } from "./_components/page.tsx";

/** `digest` is the number under which the server logged the cause; it is all of it that may be shown. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations("error");
  return (
    <Page title={t("title")} lead={t("lead")}>
      {error.digest && <p>{t("reference", { digest: error.digest })}</p>}
      <div>
        <Button onClick={retry}>{t("again")}</Button>
      </div>
    </Page>
  );
}
