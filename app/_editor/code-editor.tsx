"use client";
import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";
import styles from "./code-editor.module.css";
import { TypeScriptClient } from "./typescript-client.ts";
import { typescriptExtensions } from "./typescript-extensions.ts";

export interface EditedFile {
  path: string;
  text: string;
}

/** Colours are custom properties, so that light and dark need no second theme and no rebuilding. */
const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.regexp], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.className], color: "var(--code-type)" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
    color: "var(--code-function)",
  },
]);

/** Marks a change that was made to the text from outside of the editor: it is nobody's typing, and is not reported as such. */
const fromOutside = Annotation.define<true>();

/**
 * CodeMirror on one of several files. Tab leaves the editor, as it leaves every other field (indenting is Ctrl-]).
 * With `typescript`, a worker checks all files against the contract while one types.
 */
export default function CodeEditor(props: {
  files: EditedFile[];
  path: string;
  label: string;
  typescript: boolean;
  onChange: (path: string, text: string) => void;
}) {
  const { files, path, label, typescript, onChange } = props;
  const host = useRef<HTMLDivElement>(null);
  const client = useRef<TypeScriptClient | null>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const text = files.find((file) => file.path === path)?.text ?? "";
  const view = useRef<EditorView | null>(null);
  /** texts that were typed here and may still be on their way back to us */
  const sent = useRef(new Set<string>());

  useEffect(() => {
    if (!typescript) return;
    client.current = new TypeScriptClient();
    return () => {
      client.current?.stop();
      client.current = null;
    };
  }, [typescript]);

  // the worker sees every file, not only the one that is open
  const known = useRef(new Map<string, string>());
  useEffect(() => {
    if (!client.current) return;
    for (const file of files) {
      if (known.current.get(file.path) === file.text) continue;
      known.current.set(file.path, file.text);
      void client.current.call("update", file);
    }
    for (const gone of [...known.current.keys()].filter((each) => !files.some((file) => file.path === each))) {
      known.current.delete(gone);
      void client.current.call("remove", { path: gone });
    }
  }, [files]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: text is the start of a new view only; typing must not remake it
  useEffect(() => {
    if (!host.current) return;
    const state = EditorState.create({
      doc: text,
      extensions: [
        basicSetup,
        javascript({ typescript: true }),
        syntaxHighlighting(highlight),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((each) => each.annotation(fromOutside))) return;
          const typed = update.state.doc.toString();
          sent.current.add(typed);
          change.current(path, typed);
        }),
        client.current ? typescriptExtensions(client.current, path) : [],
      ],
    });
    const made = new EditorView({ state, parent: host.current });
    view.current = made;
    sent.current.clear();
    return () => made.destroy();
  }, [path, label, typescript]);

  // another text from outside: the starter was opened, an undo was asked for, another tab was written in
  useEffect(() => {
    const current = view.current?.state.doc.toString();
    if (!view.current || current === text) return sent.current.clear();
    // on a busy machine one types faster than the page follows: what was typed a moment ago must not take the place of it
    if (sent.current.has(text)) return;
    sent.current.clear();
    view.current.dispatch({
      changes: { from: 0, to: view.current.state.doc.length, insert: text },
      annotations: fromOutside.of(true),
    });
  }, [text]);

  return <div ref={host} className={styles.editor} />;
}
