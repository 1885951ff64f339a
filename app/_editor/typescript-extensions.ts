import { autocompletion } from "@codemirror/autocomplete";
import { linter, lintGutter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { EditorView, hoverTooltip } from "@codemirror/view";
import type { TypeScriptClient } from "./typescript-client.ts";

function tooltip(signature: string, documentation: string): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "nabla-hover";
  const code = dom.appendChild(document.createElement("code"));
  code.textContent = signature;
  if (documentation) dom.appendChild(document.createElement("p")).textContent = documentation;
  return dom;
}

/** Errors, completion and types on hover for one file, answered by the worker. */
export function typescriptExtensions(client: TypeScriptClient, path: string): Extension {
  return [
    EditorView.updateListener.of((update) => {
      if (update.docChanged) void client.call("update", { path, text: update.state.doc.toString() });
    }),
    lintGutter(),
    linter(async (view) => {
      await client.ready;
      const length = view.state.doc.length;
      const lints = (await client.call("lint", { path })) ?? [];
      return lints.map((lint) => ({ ...lint, from: Math.min(lint.from, length), to: Math.min(lint.to, length) }));
    }),
    autocompletion({
      override: [
        async ({ pos, explicit }) => {
          const found = await client.call("complete", { path, position: pos, explicit });
          return found && { ...found, validFor: /^[\w$]*$/ };
        },
      ],
    }),
    hoverTooltip(async (_view, position) => {
      const found = await client.call("hover", { path, position });
      return (
        found && {
          pos: found.from,
          end: found.to,
          create: () => ({ dom: tooltip(found.signature, found.documentation) }),
        }
      );
    }),
  ];
}
