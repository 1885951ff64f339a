import { getTranslations } from "next-intl/server";
import { Link } from "./_components/link.tsx";
import { Page } from "./_components/page.tsx";

export default async function ForbiddenPage() {
  const t = await getTranslations("forbidden");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <p>
        <Link href="/">{t("home")}</Link>
      </p>
    </Page>
  );
}
