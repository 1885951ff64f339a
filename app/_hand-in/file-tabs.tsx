"use client";
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Icon } from "../_components/icon.tsx";
import styles from "./hand-in.module.css";
import type { DraftHere } from "./use-draft.ts";

const pathForm = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.ts$/;

/** One button for each file; the entry can be neither renamed nor removed. */
export function FileTabs(props: { draft: DraftHere; path: string; onOpen: (path: string) => void }) {
  const { draft, path, onOpen } = props;
  const t = useTranslations("handIn");
  const [naming, setNaming] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("path")).trim();
    const wanted = given.endsWith(".ts") ? given : `${given}.ts`;
    if (!pathForm.test(wanted)) return setProblem(t("newFile.invalid"));
    if (draft.files.some((file) => file.path.toLowerCase() === wanted.toLowerCase()))
      return setProblem(t("newFile.taken"));
    draft.store.edit((files) => [...files, { path: wanted, text: "" }]);
    onOpen(wanted);
    setNaming(false);
    setProblem(null);
  }

  function remove() {
    draft.store.replace(draft.files.filter((file) => file.path !== path));
    onOpen("solution.ts");
  }

  return (
    <div className={styles.fileTabs}>
      <ul aria-label={t("files")}>
        {draft.files.map((file) => (
          <li key={file.path}>
            <button
              type="button"
              aria-current={file.path === path ? "true" : undefined}
              onClick={() => onOpen(file.path)}
            >
              {file.path}
            </button>
          </li>
        ))}
      </ul>
      {naming ? (
        <form onSubmit={add} className={styles.newFile}>
          <TextInput
            size="xs"
            name="path"
            aria-label={t("newFile.name")}
            placeholder="helpers.ts"
            error={problem}
            autoFocus
          />
          <Button size="xs" type="submit">
            {t("newFile.add")}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setNaming(false)}>
            {t("newFile.cancel")}
          </Button>
        </form>
      ) : (
        <Button size="compact-sm" variant="subtle" onClick={() => setNaming(true)}>
          {t("newFile.open")}
        </Button>
      )}
      {path !== "solution.ts" && (
        <ActionIcon
          variant="subtle"
          aria-label={t("removeFile", { path })}
          title={t("removeFile", { path })}
          onClick={remove}
        >
          <Icon name="cross" size={14} />
        </ActionIcon>
      )}
    </div>
  );
}
