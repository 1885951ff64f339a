import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Page } from "./_components/page.tsx";

export default async function NotFoundPage() {
  const t = await getTranslations("notFound");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <p>
        <Link href="/">{t("home")}</Link>
      </p>
    </Page>
  );
}
