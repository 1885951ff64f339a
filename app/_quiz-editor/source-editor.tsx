"use client";
import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";
import type { Message } from "../../grader/report.ts";
import styles from "../_editor/code-editor.module.css";
import { yaml } from "./yaml-language.ts";

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.keyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.regexp], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: tags.typeName, color: "var(--code-type)" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
    color: "var(--code-function)",
  },
]);

/** The text of one file, with what is wrong with it at its line. Tab leaves the editor, as it leaves every other field. */
export default function SourceEditor(props: {
  path: string;
  text: string;
  label: string;
  problems: readonly Message[];
  /** line to go to; asked for anew by another object */
  goTo: { line: number } | null;
  onChange: (text: string) => void;
}) {
  const { path, text, label, problems, goTo } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const change = useRef(props.onChange);
  change.current = props.onChange;
  const shown = useRef(text);
  shown.current = text;

  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: shown.current,
        extensions: [
          basicSetup,
          path.endsWith(".ts") ? javascript({ typescript: true }) : yaml,
          syntaxHighlighting(highlight),
          lintGutter(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          EditorView.updateListener.of((update) => {
            const now = update.state.doc.toString();
            if (update.docChanged && now !== shown.current) change.current(now);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [path, label]);

  // the form changed it, or an undo did: only what differs is replaced, so that the cursor stays where it is
  useEffect(() => {
    const now = view.current?.state.doc.toString();
    if (!view.current || now === undefined || now === text) return;
    let from = 0;
    while (from < now.length && from < text.length && now[from] === text[from]) from += 1;
    let tail = 0;
    const room = Math.min(now.length, text.length) - from;
    while (tail < room && now[now.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
    view.current.dispatch({ changes: { from, to: now.length - tail, insert: text.slice(from, text.length - tail) } });
  }, [text]);

  useEffect(() => {
    const current = view.current;
    if (!current) return;
    const { doc } = current.state;
    const marks = problems.map((problem): Diagnostic => {
      const line = doc.line(Math.max(1, Math.min(doc.lines, problem.line)));
      const from = Math.min(line.to, line.from + Math.max(0, problem.column - 1));
      return { from, to: Math.max(from, line.to), severity: "error", message: problem.text };
    });
    current.dispatch(setDiagnostics(current.state, marks));
  }, [problems]);

  useEffect(() => {
    const current = view.current;
    if (!current || !goTo) return;
    const { doc } = current.state;
    const line = doc.line(Math.max(1, Math.min(doc.lines, goTo.line)));
    current.dispatch({
      selection: { anchor: line.from },
      effects: EditorView.scrollIntoView(line.from, { y: "center" }),
    });
    current.focus();
  }, [goTo]);

  return <div ref={host} className={styles.editor} />;
}
