"use client";
import {
  ActionIcon,
  Menu,
  MenuDivider,
  MenuDropdown,
  MenuItem,
  MenuLabel,
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
  const chosen = colorScheme ?? theme;
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <MenuTarget>
        <ActionIcon variant="subtle" size="lg" aria-label={t("label")}>
          <Icon name="settings" />
        </ActionIcon>
      </MenuTarget>
      <MenuDropdown>
        <MenuLabel>{t("language")}</MenuLabel>
        {locales.map((each) => (
          <MenuItem
            key={each}
            role="menuitemradio"
            aria-checked={each === locale}
            lang={each}
            leftSection={<Icon name={each === locale ? "check" : "none"} />}
            onClick={async () => {
              await chooseLocale(each);
              router.refresh();
            }}
          >
            {languageNames[each]}
          </MenuItem>
        ))}
        <MenuDivider />
        <MenuLabel>{t("theme")}</MenuLabel>
        {themes.map((each) => (
          <MenuItem
            key={each}
            role="menuitemradio"
            aria-checked={each === chosen}
            leftSection={<Icon name={each === chosen ? "check" : "none"} />}
            onClick={async () => {
              setColorScheme(each);
              await chooseTheme(each);
            }}
          >
            {t(`themes.${each}`)}
          </MenuItem>
        ))}
      </MenuDropdown>
    </Menu>
  );
}
