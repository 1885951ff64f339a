import { mkdir, open, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { kindOf } from "../quiz/formats/assemble.ts";
import { importQuiz, maxImportBytes } from "../quiz/formats/import.ts";
import { type QuizFile, quizFiles } from "../quiz/formats/quiz-files.ts";
import type { Skipped } from "../quiz/formats/reading.ts";
import { exitCodes, painter, type Terminal, UsageError } from "./terminal.ts";

const words = {
  en: {
    read: "questions were read",
    left: "left behind, in whole or in part",
    nothing: "nothing was left behind",
    wrote: "wrote",
  },
  "pt-BR": {
    read: "questões lidas",
    left: "ficou para trás, no todo ou em parte",
    nothing: "nada ficou para trás",
    wrote: "gravou",
  },
};

interface ListedItem {
  id: string;
  kind: string;
  title: string;
}

/**
 * `nabla import FILE [--out DIR] [--json]`: what a file of another system holds, and what of it cannot be carried over; with --out
 * as the files of a quiz.
 * @throws UsageError when it is not such a file, or when something of DIR would be overwritten
 */
export async function importCommand(
  file: string,
  { out, json }: { out?: string | undefined; json: boolean },
  terminal: Terminal,
): Promise<number> {
  const result = importQuiz(await bytesOf(resolve(terminal.directory, file), file), basename(file));
  if (!result.ok) throw new UsageError(`${file}: ${result.message}`);
  const { imported } = result;
  const { files, skipped: adjusted } = quizFiles(imported, basename(file).replace(/\.\w+$/, ""));
  const items = imported.zones.flatMap((zone) =>
    zone.items.map(({ item }) => ({ id: item.id, kind: kindOf(item), title: item.title.en })),
  );
  const skipped = [...imported.skipped, ...(out === undefined ? [] : adjusted)];
  const written = out === undefined ? [] : await writeNew(resolve(terminal.directory, out), files);
  if (json) await terminal.out(`${JSON.stringify({ items, skipped })}\n`);
  else await terminal.out(listing(items, skipped, written, terminal));
  return exitCodes.done;
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageError(`there is no ${name}`);
  if (!found.isFile()) throw new UsageError(`${name} is not a file`);
  if (found.size > maxImportBytes) throw new UsageError(`${name} is larger than ${maxImportBytes / 2 ** 20} MiB`);
  return readFile(path).catch((cause) => {
    throw new UsageError(`${name} cannot be read`, { cause });
  });
}

async function writeNew(folder: string, files: readonly QuizFile[]): Promise<string[]> {
  const paths = files.map(({ path }) => join(folder, path));
  for (const path of paths) {
    if (await stat(path).catch(() => null)) throw new UsageError(`${path} is there already; choose another folder`);
  }
  for (const [index, path] of paths.entries()) {
    await mkdir(dirname(path), { recursive: true });
    // between the look and this, someone else may have written it
    const handle = await open(path, "wx").catch((cause) => {
      throw new UsageError(`${path} cannot be written`, { cause });
    });
    await writeFile(handle, files[index]!.text).finally(() => handle.close());
  }
  return paths;
}

function listing(
  items: readonly ListedItem[],
  skipped: readonly Skipped[],
  written: readonly string[],
  terminal: Terminal,
): string {
  const paint = painter(terminal.colour);
  const say = words[terminal.language];
  const width = Math.max(0, ...items.map(({ kind }) => kind.length));
  const lines = [
    paint("bold", `${items.length} ${say.read}`),
    ...items.map(({ id, kind, title }) => `  ${kind.padEnd(width)}  ${id}  ${paint("dim", printable(title))}`),
    "",
    skipped.length === 0 ? say.nothing : paint("yellow", `${skipped.length} × ${say.left}:`),
    ...skipped.map(
      ({ item, feature, reason }) =>
        `  ${item ? `${printable(item)}: ` : ""}${printable(feature)}: ${printable(reason)}`,
    ),
    ...(written.length > 0 ? ["", ...written.map((path) => `${say.wrote} ${path}`)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** texts of a stranger's file must not steer the terminal */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const printable = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, " ");
