"use client";
import { Tabs, TabsList, TabsPanel, TabsTab } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import type { ScheduleState } from "../../lib/schedule.ts";
import type { EditedFile } from "../_editor/code-editor.tsx";
import type { Collected } from "./collect-files.ts";
import { draftKey } from "./draft.ts";
import { DropZone } from "./drop-zone.tsx";
import { EditorTab } from "./editor-tab.tsx";
import { Findings } from "./findings.tsx";
import { gatherEntries, gatherFiles } from "./gather.ts";
import styles from "./hand-in.module.css";
import { Outcome } from "./outcome.tsx";
import type { Finding } from "./precheck.ts";
import { SubmitBar } from "./submit-bar.tsx";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

export interface HandInProps {
  course: string;
  project: string;
  /** drafts of two people on one computer stay apart */
  person: string;
  starter: EditedFile[];
  opened: { id: string; number: number; files: EditedFile[] } | null;
  schedule: ScheduleState;
}

const encoder = new TextEncoder();

export function HandIn({ course, project, person, starter, opened, schedule }: HandInProps) {
  const t = useTranslations("handIn");
  const router = useRouter();
  const draft = useDraft(draftKey(person, course, project), starter, opened);
  const [tab, setTab] = useState<string>("editor");
  const [chosen, setChosen] = useState<Collected[]>([]);
  const [findings, setFindings] = useState<Finding[]>([]);
  const sending = useSending((answer) => {
    if (!answer.ok) return;
    draft.store.acknowledged();
    router.push(`/submissions/${answer.submissionId}`);
  });
  const gathering = useRef(false);
  const { state } = sending;
  // once received, a further click would hand the same in again before the next page is there
  const received = state.phase === "answered" && state.answer.ok;
  const busy = state.phase === "sending" || state.phase === "lost" || received;

  async function submit(acceptLate: boolean) {
    if (busy || gathering.current) return;
    gathering.current = true;
    try {
      const files = draft.files.map(({ path, text }) => ({ path, bytes: encoder.encode(text) }));
      const gathered = tab === "editor" ? gatherEntries(files) : await gatherFiles(chosen);
      setFindings(gathered.findings);
      sending.clear();
      if (gathered.findings.some((finding) => finding.level === "error")) return;
      const key = draft.store.keyFor(gathered.print);
      sending.start({ course, project, person, key, payload: gathered.payload, acceptLate });
    } finally {
      gathering.current = false;
    }
  }

  const sources = useMemo(
    () => [
      { id: "starter", label: t("openStarter"), files: starter },
      ...(opened ? [{ id: "opened", label: t("openSubmission", { number: opened.number }), files: opened.files }] : []),
    ],
    [opened, starter, t],
  );

  return (
    <div className={styles.handIn}>
      <Tabs value={tab} onChange={(value) => value && setTab(value)} keepMounted={false}>
        <TabsList>
          <TabsTab value="editor">{t("tab.editor")}</TabsTab>
          <TabsTab value="files">{t("tab.files")}</TabsTab>
        </TabsList>
        <TabsPanel value="editor" pt="md">
          <EditorTab draft={draft} sources={sources} />
        </TabsPanel>
        <TabsPanel value="files" pt="md">
          <DropZone chosen={chosen} onChange={setChosen} />
        </TabsPanel>
      </Tabs>
      <Findings findings={findings} />
      <Outcome
        sending={state}
        onRetry={sending.retryNow}
        onCancel={sending.cancel}
        onAcceptLate={() => submit(true)}
        project={`/courses/${course}/projects/${project}`}
      />
      <SubmitBar busy={busy} late={schedule.status === "late" ? schedule : null} onSubmit={() => submit(false)} />
    </div>
  );
}
