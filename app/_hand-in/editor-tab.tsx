"use client";
import { Button, Switch } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { EditedFile } from "../_editor/code-editor.tsx";
import { sameFiles } from "./draft.ts";
import { FileTabs } from "./file-tabs.tsx";
import styles from "./hand-in.module.css";
import type { DraftHere } from "./use-draft.ts";

const CodeEditor = dynamic(() => import("../_editor/code-editor.tsx"), { ssr: false });

export interface Source {
  id: string;
  label: string;
  files: EditedFile[];
}

/** The files of the draft in an editor, or in a plain text field for whoever prefers one (screen readers, phones). */
export function EditorTab({ draft, sources }: { draft: DraftHere; sources: Source[] }) {
  const t = useTranslations("handIn");
  const wide = useMediaQuery("(min-width: 48rem)", false);
  const [plain, setPlain] = useState(false);
  const [chosen, setChosen] = useState("solution.ts");
  const path = draft.files.some((file) => file.path === chosen) ? chosen : (draft.files[0]?.path ?? "");
  const text = draft.files.find((file) => file.path === path)?.text ?? "";
  const write = (at: string, next: string) =>
    draft.store.edit((files) => files.map((file) => (file.path === at ? { path: at, text: next } : file)));
  const label = t("codeOf", { path });

  return (
    <div>
      <div className={styles.tools}>
        {sources
          .filter((source) => !sameFiles(source.files, draft.files))
          .map((source) => (
            <Button key={source.id} size="xs" variant="default" onClick={() => draft.store.replace(source.files)}>
              {source.label}
            </Button>
          ))}
        {draft.replaced && (
          <Button size="xs" variant="subtle" onClick={() => draft.store.undoReplace()}>
            {t("undoReplace")}
          </Button>
        )}
        {draft.replaced && <span className={styles.aside}>{t("replacedNote")}</span>}
        <Switch
          className={styles.plain}
          size="sm"
          label={t("plainText")}
          checked={plain}
          onChange={(event) => setPlain(event.currentTarget.checked)}
        />
      </div>
      <FileTabs draft={draft} path={path} onOpen={setChosen} />
      {plain || !draft.loaded ? (
        <textarea
          className={styles.textarea}
          aria-label={label}
          value={text}
          readOnly={!draft.loaded}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          onChange={(event) => write(path, event.currentTarget.value)}
        />
      ) : (
        <CodeEditor files={draft.files} path={path} label={label} typescript={wide === true} onChange={write} />
      )}
      <p className={styles.note}>
        {draft.kept === false ? <strong>{t("notKept")}</strong> : t("kept")} {!plain && t("tabKey")}
      </p>
    </div>
  );
}
