/// <reference lib="webworker" />
import { createSystem, createVirtualTypeScriptEnvironment } from "@typescript/vfs";
import ts from "typescript6";
import type { Call, Completions, Hover, LanguageService, Lint } from "./language-service.ts";

/** The options under which the grader compiles, so that the editor and the report agree on what an error is. */
const options: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const consoleTypes = `interface Console { log(...data: unknown[]): void; info(...data: unknown[]): void; warn(...data: unknown[]): void; error(...data: unknown[]): void; debug(...data: unknown[]): void; table(data?: unknown): void }
declare const console: Console;`;

/** What we use of @typescript/vfs, in the types of the TypeScript that runs. */
interface Environment {
  languageService: ts.LanguageService;
  getSourceFile(path: string): ts.SourceFile | undefined;
  createFile(path: string, text: string): void;
  updateFile(path: string, text: string): void;
  deleteFile(path: string): void;
}
let environment: Environment | undefined;
const waiting = new Map<string, string>();

const at = (path: string) => `/${path}`;

function severityOf(category: ts.DiagnosticCategory): Lint["severity"] {
  if (category === ts.DiagnosticCategory.Error) return "error";
  return category === ts.DiagnosticCategory.Warning ? "warning" : "info";
}

const service: LanguageService = {
  start({ libraries, contract }) {
    const files = new Map(Object.entries(libraries).map(([name, text]) => [`/${name}`, text]));
    files.set("/console.d.ts", consoleTypes);
    files.set("/node_modules/nabla/index.d.ts", contract);
    files.set("/node_modules/nabla/package.json", '{"name":"nabla","types":"index.d.ts"}');
    environment = createVirtualTypeScriptEnvironment(
      createSystem(files),
      ["/console.d.ts"],
      // its types name `typescript`, which is version 7 here and has no such API; version 6 is what runs
      ts as unknown as Parameters<typeof createVirtualTypeScriptEnvironment>[2],
      options as unknown as Parameters<typeof createVirtualTypeScriptEnvironment>[3],
    ) as unknown as Environment;
    for (const [path, text] of waiting) service.update({ path, text });
    waiting.clear();
  },
  update({ path, text }) {
    if (!environment) waiting.set(path, text);
    // an empty file is taken for a missing one
    else if (environment.getSourceFile(at(path))) environment.updateFile(at(path), text || " ");
    else environment.createFile(at(path), text || " ");
  },
  remove({ path }) {
    waiting.delete(path);
    if (environment?.getSourceFile(at(path))) environment.deleteFile(at(path));
  },
  lint({ path }) {
    if (!environment?.getSourceFile(at(path))) return [];
    const { languageService } = environment;
    return [
      ...languageService.getSyntacticDiagnostics(at(path)),
      ...languageService.getSemanticDiagnostics(at(path)),
    ].map((diagnostic) => ({
      from: diagnostic.start ?? 0,
      to: (diagnostic.start ?? 0) + (diagnostic.length ?? 0),
      severity: severityOf(diagnostic.category),
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    }));
  },
  complete({ path, position, explicit }): Completions | null {
    const text = environment?.getSourceFile(at(path))?.text;
    if (!environment || text === undefined) return null;
    const word = /[\w$]*$/.exec(text.slice(0, position))?.[0] ?? "";
    if (!word && !explicit && text[position - 1] !== ".") return null;
    const found = environment.languageService.getCompletionsAtPosition(at(path), position, {});
    if (!found) return null;
    return {
      from: position - word.length,
      options: found.entries.map(({ name, kind, sortText }) => ({
        label: name,
        type: kind === ts.ScriptElementKind.memberVariableElement ? "property" : kind,
        boost: -Number.parseInt(sortText, 10) || 0,
      })),
    };
  },
  hover({ path, position }): Hover | null {
    if (!environment?.getSourceFile(at(path))) return null;
    const info = environment.languageService.getQuickInfoAtPosition(at(path), position);
    if (!info) return null;
    return {
      from: info.textSpan.start,
      to: info.textSpan.start + info.textSpan.length,
      signature: ts.displayPartsToString(info.displayParts),
      documentation: ts.displayPartsToString(info.documentation),
    };
  },
};

function answer(call: Call): unknown {
  switch (call.method) {
    case "start":
      return service.start(call.input);
    case "update":
      return service.update(call.input);
    case "remove":
      return service.remove(call.input);
    case "lint":
      return service.lint(call.input);
    case "complete":
      return service.complete(call.input);
    case "hover":
      return service.hover(call.input);
  }
}

self.onmessage = (event: MessageEvent<Call>) => {
  let value: unknown = null;
  try {
    value = answer(event.data);
  } catch (error) {
    // half-typed code can trip the language service; an editor without this one answer is still an editor
    console.warn("language service", event.data.method, error);
  }
  self.postMessage({ id: event.data.id, value });
};
