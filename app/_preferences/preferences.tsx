"use client";
import {
  ActionIcon,
  Menu,
  MenuDivider,
  MenuDropdown,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTarget,
  useMantineColorScheme,
} from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Locale, locales, type Theme, themes } from "../../lib/actor.ts";
import { Icon } from "../_components/icon.tsx";
import { chooseLocale, chooseTheme } from "./actions.ts";

const languageNames: Record<Locale, string> = { "pt-BR": "Português (Brasil)", en: "English" };

/** Language and colour scheme, for everyone, signed in or not. */
export function Preferences({ locale, theme }: { locale: Locale; theme: Theme }) {
  const t = useTranslations("preferences");
  const router = useRouter();
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  async function choose(language: string) {
    await chooseLocale(language);
    router.refresh();
  }
  async function show(chosen: string) {
    try {
      await chooseTheme(chosen);
    } finally {
      // shown once it is kept: whoever sees it may reload; without a connection it holds for this page
      setColorScheme(chosen as Theme);
    }
  }

  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <MenuTarget>
        <ActionIcon variant="subtle" size="lg" aria-label={t("label")}>
          <Icon name="settings" />
        </ActionIcon>
      </MenuTarget>
      <MenuDropdown>
        <MenuLabel>{t("language")}</MenuLabel>
        <MenuRadioGroup value={locale} onChange={choose}>
          {locales.map((each) => (
            <MenuRadioItem key={each} value={each} lang={each} closeMenuOnClick>
              {languageNames[each]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuDivider />
        <MenuLabel>{t("theme")}</MenuLabel>
        <MenuRadioGroup value={colorScheme ?? theme} onChange={show}>
          {themes.map((each) => (
            <MenuRadioItem key={each} value={each} closeMenuOnClick>
              {t(`themes.${each}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuDropdown>
    </Menu>
  );
}
