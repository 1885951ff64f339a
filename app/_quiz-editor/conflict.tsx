"use client";
import { Button, Modal } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { QuizFile } from "../../lib/quizzes/authoring/paths.ts";
import { Changes } from "../_code/changes.tsx";
import styles from "./editor.module.css";
import { ownZone } from "./own-zone.ts";
import type { Conflict } from "./use-autosave.ts";

/** Files that differ, for showing both sides. */
export function differences(before: readonly QuizFile[], after: readonly QuizFile[]) {
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].sort();
  const textOf = (files: readonly QuizFile[], path: string) => files.find((file) => file.path === path)?.text ?? "";
  return paths
    .map((path) => ({ path, before: textOf(before, path), after: textOf(after, path) }))
    .filter((change) => change.before !== change.after);
}

/** Two authors changed the quiz: both versions are shown, and whichever is not taken stays where it can be found again. */
export function ConflictDialog(props: {
  theirs: Conflict;
  mine: QuizFile[];
  onKeep: (which: "theirs" | "mine") => void;
}) {
  const { theirs, mine } = props;
  const t = useTranslations("quizEditor.conflict");
  const format = useFormatter();
  const changes = differences(theirs.files, mine).map((change) => ({ ...change, label: change.path }));
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} closeOnEscape={false} size="xl" title={t("title")}>
      <p>
        {t("what", {
          by: theirs.savedBy ?? "?",
          at: theirs.savedAt
            ? format.dateTime(new Date(theirs.savedAt), { timeStyle: "short", dateStyle: "short", timeZone: ownZone() })
            : "?",
        })}
      </p>
      <Changes summary={t("differences", { count: changes.length })} changes={changes} />
      <div className={styles.tools}>
        <Button onClick={() => props.onKeep("theirs")}>{t("theirs")}</Button>
        <Button variant="default" onClick={() => props.onKeep("mine")}>
          {t("mine")}
        </Button>
      </div>
      <p className={styles.hint}>{t("nothingLost")}</p>
    </Modal>
  );
}
