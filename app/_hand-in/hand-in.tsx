"use client";
import { Tabs, TabsList, TabsPanel, TabsTab } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { ScheduleState } from "../../lib/schedule.ts";
import type { EditedFile } from "../_editor/code-editor.tsx";
import type { Collected } from "./collect-files.ts";
import { draftKey } from "./draft.ts";
import { DropZone } from "./drop-zone.tsx";
import { EditorTab } from "./editor-tab.tsx";
import { Findings } from "./findings.tsx";
import styles from "./hand-in.module.css";
import { fingerprint } from "./idempotency.ts";
import { maxRequestBytes } from "./limits.ts";
import { Outcome } from "./outcome.tsx";
import { type Finding, precheck } from "./precheck.ts";
import type { Payload } from "./send.ts";
import { SubmitBar } from "./submit-bar.tsx";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";

export interface HandInProps {
  course: string;
  project: string;
  /** drafts of two people on one computer stay apart */
  person: string;
  starter: EditedFile[];
  opened: { number: number; files: EditedFile[] } | null;
  schedule: ScheduleState;
}

const encoder = new TextEncoder();

/** What would be sent, and what can be said about it before. */
async function gather(
  tab: string,
  edited: EditedFile[],
  chosen: Collected[],
): Promise<{ payload: Payload; findings: Finding[]; print: string }> {
  const zip =
    tab === "files" && chosen.length === 1 && chosen[0]?.path.toLowerCase().endsWith(".zip") ? chosen[0].file : null;
  if (zip) {
    if (zip.size > maxRequestBytes)
      return { payload: { zip }, findings: [{ level: "error", code: "tooLarge" }], print: "" };
    const bytes = new Uint8Array(await zip.arrayBuffer());
    return { payload: { zip }, findings: [], print: fingerprint([{ path: "zip", bytes }]) };
  }
  const files =
    tab === "editor"
      ? edited.map(({ path, text }) => ({ path, bytes: encoder.encode(text) }))
      : await Promise.all(
          chosen.map(async ({ path, file }) => ({ path, bytes: new Uint8Array(await file.arrayBuffer()) })),
        );
  const findings = precheck(files);
  const blocked = findings.some((finding) => finding.level === "error");
  return { payload: files, findings, print: blocked ? "" : fingerprint(files) };
}

export function HandIn({ course, project, person, starter, opened, schedule }: HandInProps) {
  const t = useTranslations("handIn");
  const router = useRouter();
  const draft = useDraft(draftKey(person, course, project), opened?.files ?? starter);
  const [tab, setTab] = useState<string>("editor");
  const [chosen, setChosen] = useState<Collected[]>([]);
  const [findings, setFindings] = useState<Finding[]>([]);
  const sending = useSending((answer) => {
    if (!answer.ok) return;
    draft.acknowledged();
    router.push(`/submissions/${answer.submissionId}`);
  });
  const busy = sending.state.phase === "sending" || sending.state.phase === "lost";

  async function submit(acceptLate: boolean) {
    if (busy) return;
    const { payload, findings: found, print } = await gather(tab, draft.files, chosen);
    setFindings(found);
    if (found.some((finding) => finding.level === "error")) return;
    sending.start({ course, project, key: draft.keyFor(print), payload, acceptLate });
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
        sending={sending.state}
        onRetry={sending.retryNow}
        onCancel={sending.cancel}
        onAcceptLate={() => submit(true)}
      />
      <SubmitBar busy={busy} late={schedule.status === "late" ? schedule : null} onSubmit={() => submit(false)} />
    </div>
  );
}
