import "@mantine/core/styles.layer.css";
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "katex/dist/katex.min.css";
import "./global.css";
import { ColorSchemeScript } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { OpenTarget } from "./_components/open-target.tsx";
import { ReachableScrollers } from "./_components/reachable-scrollers.tsx";
import { SiteHeader } from "./_components/site-header.tsx";
import { forBrowser } from "./_i18n/for-browser.ts";
import { requestTheme } from "./_theme/cookie.ts";
import { ThemeProvider } from "./_theme/provider.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return { title: { default: t("name"), template: `%s · ${t("name")}` }, description: t("description") };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, messages, t, head] = await Promise.all([
    getLocale(),
    requestTheme(),
    getMessages(),
    getTranslations("site"),
    headers(),
  ]);
  return (
    <html lang={locale} data-mantine-color-scheme={theme === "dark" ? "dark" : "light"} suppressHydrationWarning>
      <head>
        <ColorSchemeScript defaultColorScheme={theme} nonce={head.get("x-nonce") ?? undefined} />
      </head>
      <body>
        <ThemeProvider chosen={theme}>
          <NextIntlClientProvider messages={forBrowser(messages)}>
            <a className="skip-link" href="#content">
              {t("skip")}
            </a>
            <SiteHeader theme={theme} />
            <ReachableScrollers />
            <OpenTarget />
            <main id="content" tabIndex={-1}>
              {children}
            </main>
          </NextIntlClientProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
