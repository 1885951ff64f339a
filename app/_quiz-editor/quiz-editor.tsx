"use client";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { Message } from "../../grader/report.ts";
import { withFile } from "../../lib/quizzes/authoring/outline.ts";
import { generatorPath, type QuizFile, questionOf, questionPath } from "../../lib/quizzes/authoring/paths.ts";
import { ConflictDialog } from "./conflict.tsx";
import styles from "./editor.module.css";
import { begin, edited } from "./edits.ts";
import { FilesMenu } from "./files-menu.tsx";
import { History } from "./history.tsx";
import type { EditText } from "./lists.tsx";
import { readCopy } from "./local-copy.ts";
import { Preview } from "./preview.tsx";
import { ProblemList } from "./problem-list.tsx";
import { QuestionForm } from "./question-form.tsx";
import { type ChangeFiles, QuestionList } from "./question-list.tsx";
import { QuizForm } from "./quiz-form.tsx";
import { SaveStateText } from "./save-state.tsx";
import { type Conflict, useAutosave } from "./use-autosave.ts";

const SourceEditor = lazy(() => import("./source-editor.tsx"));

export interface QuizEditorProps {
  /** of the quiz's routes, without a slash at the end */
  api: string;
  quizId: string;
  draft: { files: QuizFile[]; revision: number; updatedAt: string | null; updatedBy: string | null };
  problems: Message[];
  /** question and seed that a link led to */
  opened: { question: string | null; seed: string | null };
}

/** Reads what this browser kept of an earlier visit, then edits: the copy is known only in the browser. */
export function QuizEditor(props: QuizEditorProps) {
  const { draft, quizId } = props;
  const [start, setStart] = useState<{ files: QuizFile[]; conflict: Conflict | null } | null>(null);
  useEffect(() => {
    const copy = readCopy(quizId);
    const same = copy && JSON.stringify(copy.files) === JSON.stringify(draft.files);
    if (!copy || same) setStart({ files: draft.files, conflict: null });
    else if (copy.baseRevision === draft.revision) setStart({ files: copy.files, conflict: null });
    else {
      const { files, revision, updatedAt, updatedBy } = draft;
      setStart({ files: copy.files, conflict: { files, revision, savedAt: updatedAt, savedBy: updatedBy } });
    }
  }, [quizId, draft]);
  return start ? <Editor {...props} start={start} /> : null;
}

const none: Message[] = [];

function Editor(props: QuizEditorProps & { start: { files: QuizFile[]; conflict: Conflict | null } }) {
  const { api, quizId, draft, start, opened } = props;
  const t = useTranslations("quizEditor");
  const [edits, dispatch] = useReducer(edited, start.files, begin);
  const { files } = edits;
  const exists = (id: string | null) => id !== null && files.some((file) => file.path === questionPath(id));
  const [chosen, setChosen] = useState<string | null>(opened.question);
  const selected = exists(chosen) ? chosen : null;
  const [tab, setTab] = useState<"form" | "source" | "generator">("form");
  const [goTo, setGoTo] = useState<{ line: number } | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const { state, problems, save, settle } = useAutosave({
    url: `${api}/draft`,
    quizId,
    files,
    initial: { files: draft.files, revision: draft.revision, at: draft.updatedAt, conflict: start.conflict },
  });
  const known = problems ?? props.problems;
  const path = selected === null ? "quiz.yaml" : questionPath(selected);
  const text = files.find((file) => file.path === path)?.text ?? "";
  const generator = selected === null ? undefined : files.find((file) => file.path === generatorPath(selected))?.text;
  const here = useMemo(() => known.filter(({ file }) => file === path), [known, path]);

  const change: ChangeFiles = useCallback(
    (act, about) => dispatch({ do: "change", change: act, about, at: Date.now() }),
    [],
  );
  const editText: EditText = (act, about) =>
    change((all) => {
      const before = all.find((file) => file.path === path)?.text ?? "";
      const after = act(before);
      return after === null ? all : withFile(all, path, after);
    }, `${path} ${about}`);

  const toLine = (line: number) => {
    setTab("source");
    setGoTo({ line });
  };
  const toProblem = (problem: Message) => {
    setChosen(questionOf(problem.file));
    toLine(problem.line);
  };
  const select = (id: string | null) => {
    setChosen(id);
    setGoTo(null);
    if (tab === "generator") setTab("form");
  };

  const keys = useRef<(event: KeyboardEvent) => void>(() => {});
  keys.current = (event) => {
    const inEditor = event.target instanceof HTMLElement && event.target.closest(".cm-editor");
    if (!(event.ctrlKey || event.metaKey) || inEditor) return;
    const key = event.key.toLowerCase();
    if (key === "s") {
      event.preventDefault();
      void save();
    } else if (key === "z" || key === "y") {
      event.preventDefault();
      dispatch({ do: key === "y" || event.shiftKey ? "redo" : "undo" });
    }
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => keys.current(event);
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);

  const currentTab = tab === "generator" && generator === undefined ? "form" : tab;
  const tabs = generator === undefined ? (["form", "source"] as const) : (["form", "source", "generator"] as const);
  return (
    <div className={styles.editor}>
      <div className={styles.bar}>
        <SaveStateText state={state} onRetry={() => void save()} />
        <span className={styles.buttons}>
          <button type="button" disabled={edits.past.length === 0} onClick={() => dispatch({ do: "undo" })}>
            {t("undo")}
          </button>
          <button type="button" disabled={edits.future.length === 0} onClick={() => dispatch({ do: "redo" })}>
            {t("redo")}
          </button>
        </span>
        <FilesMenu url={`${api}/archive`} onTaken={(taken) => change(() => taken, `archive ${Date.now()}`)} />
      </div>
      {removed !== null && !exists(removed) && (
        <p role="status" className={styles.removed}>
          {t("removed", { id: removed })}{" "}
          <button
            type="button"
            className={styles.add}
            onClick={() => {
              dispatch({ do: "undo" });
              setChosen(removed);
              setRemoved(null);
            }}
          >
            {t("undo")}
          </button>
        </p>
      )}
      {known.length > 0 && (
        <details className={styles.known} open>
          <summary>{t("problems", { count: known.length })}</summary>
          <ProblemList problems={known} onProblem={toProblem} />
        </details>
      )}
      <div className={selected === null ? `${styles.columns} ${styles.two}` : styles.columns}>
        <QuestionList
          files={files}
          selected={selected}
          problems={known}
          onSelect={select}
          change={change}
          onRemoved={setRemoved}
        />
        <div className={styles.work}>
          <div className={styles.tabs}>
            {tabs.map((each) => (
              <button key={each} type="button" aria-pressed={currentTab === each} onClick={() => setTab(each)}>
                {each === "source" ? path : t(`tabs.${each}`)}
              </button>
            ))}
            {selected !== null && (
              <a href="#preview" className={styles.toPreview}>
                {t("preview")} ↓
              </a>
            )}
          </div>
          {currentTab === "form" &&
            (selected === null ? (
              <QuizForm text={text} edit={editText} onSource={toLine} />
            ) : (
              <QuestionForm key={selected} text={text} edit={editText} onSource={toLine} />
            ))}
          {currentTab !== "form" && (
            <Suspense fallback={<p>{t("loading")}</p>}>
              <SourceEditor
                path={currentTab === "generator" && selected !== null ? generatorPath(selected) : path}
                text={currentTab === "generator" ? (generator ?? "") : text}
                label={t("sourceOf", { path })}
                problems={currentTab === "source" ? here : none}
                goTo={goTo}
                onChange={(next) => {
                  const target = currentTab === "generator" && selected !== null ? generatorPath(selected) : path;
                  change((all) => withFile(all, target, next), `${target} source`);
                }}
              />
            </Suspense>
          )}
          <History
            url={`${api}/revisions`}
            files={files}
            onRestore={(old, number) => change(() => old, `restore ${number} ${Date.now()}`)}
          />
        </div>
        {selected !== null && (
          <section id="preview" aria-label={t("preview")} className={styles.aside}>
            <h2>{t("preview")}</h2>
            <Preview
              key={selected}
              url={`${api}/preview`}
              path={path}
              text={text}
              generator={generator}
              initialSeed={opened.question === selected ? (opened.seed ?? "1") : "1"}
              onProblem={toProblem}
            />
          </section>
        )}
      </div>
      {state.kind === "conflict" && (
        <ConflictDialog
          theirs={state.theirs}
          mine={files}
          onKeep={(which) => {
            settle(state.theirs, which);
            if (which === "theirs") change(() => state.theirs.files, `theirs ${Date.now()}`);
          }}
        />
      )}
    </div>
  );
}
