"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import styles from "./choices.module.css";

/** A radio button cannot be unchosen by itself; leaving a question empty is an answer, too. */
export function TakeBack({ onClick }: { onClick: () => void }) {
  const t = useTranslations("quiz");
  return (
    <Button className={styles.clear} size="compact-sm" variant="subtle" onClick={onClick}>
      {t("takeBack")}
    </Button>
  );
}
