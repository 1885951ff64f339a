import { crc32, inflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import { clutterOf, safePath } from "../../../grader/intake/names.ts";
import { decodeSource } from "../../../grader/intake/text.ts";
import { readDirectory } from "../../../grader/intake/zip-directory.ts";
import type { Localised } from "../../../grader/report.ts";
import { limits, sorted } from "./files.ts";
import { isQuizPath, type QuizFile } from "./paths.ts";

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const maxArchiveBytes = 8 * 2 ** 20;
const maxEntries = 2_000;
/** zip keeps no zone and begins in 1980: a fixed instant makes the same files the same archive */
const epoch = new Date(1980, 0, 1, 12);

/** A quiz's files as a zip with one folder, as `courses/<course>/quizzes/` has it. The same files give the same bytes. */
export function zipQuiz(folder: string, files: readonly QuizFile[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const entries = sorted(files).map(({ path, text }) => [`${folder}/${path}`, encoder.encode(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: epoch }));
}

export type UnzippedQuiz =
  | { ok: true; files: QuizFile[]; leftOut: string[] }
  | { ok: false; file: string; message: Localised };

const refuse = (file: string, en: string, pt: string): UnzippedQuiz => ({
  ok: false,
  file: file.slice(0, 200),
  message: { en, "pt-BR": pt },
});

/**
 * Reads a zip of a quiz's folder, with or without folders around it. It is hostile input: names, sizes, checksums and links are
 * checked, nothing is unpacked beyond the limits, and what no quiz has is named in `leftOut`. Never throws.
 */
export function unzipQuiz(archive: Uint8Array): UnzippedQuiz {
  if (archive.byteLength > maxArchiveBytes)
    return refuse("", "The archive is larger than 8 MiB.", "O arquivo compactado passa de 8 MiB.");
  const directory = readDirectory(archive, maxEntries);
  if (typeof directory === "string") {
    return directory === "too-many"
      ? refuse("", `The archive holds more than ${maxEntries} entries.`, `O arquivo tem mais de ${maxEntries} itens.`)
      : refuse("", "This is not a .zip archive, or it is damaged.", "Isto não é um arquivo .zip, ou está danificado.");
  }
  const entries = directory.filter(({ name }) => !name.endsWith("/"));
  for (const { name } of entries) {
    if (safePath(name) === undefined)
      return refuse(
        name,
        "This name is not taken: it could mean a place outside of the quiz.",
        "Este nome não é aceito: poderia indicar um lugar fora do quiz.",
      );
  }
  const yaml = entries
    .map(({ name }) => name)
    .filter((name) => clutterOf(name) === undefined && /(^|\/)quiz\.yaml$/.test(name))
    .sort((a, b) => a.length - b.length);
  const top = yaml[0]?.slice(0, -"quiz.yaml".length);
  if (top === undefined)
    return refuse(
      "quiz.yaml",
      "There is no quiz.yaml in this archive. Files of other systems are imported instead.",
      "Não há quiz.yaml neste arquivo. Para arquivos de outros sistemas, use a importação.",
    );

  const files: QuizFile[] = [];
  const leftOut: string[] = [];
  let room = limits.allBytes;
  for (const entry of entries) {
    const path = entry.name.startsWith(top) ? entry.name.slice(top.length) : "";
    if (!isQuizPath(path)) {
      leftOut.push(entry.name.slice(0, 200));
      continue;
    }
    if (files.some((file) => file.path === path) || files.length >= limits.files)
      return refuse(path, "Too many files, or one of them twice.", "Arquivos demais, ou um deles repetido.");
    const bytes = inflate(archive, entry, Math.min(room, limits.fileBytes));
    if (!bytes)
      return refuse(
        path,
        "It is encrypted, damaged, a link, or larger than a quiz's file may be.",
        "Está criptografado, danificado, é um link ou é maior do que um arquivo de quiz pode ser.",
      );
    room -= bytes.byteLength;
    const decoded = decodeSource(bytes);
    if (!decoded.ok) return { ok: false, file: path, message: decoded.why };
    files.push({ path, text: decoded.text });
  }
  return { ok: true, files: sorted(files), leftOut: leftOut.slice(0, 50) };
}

/** The bytes of one entry, at most `limit`; the size that the archive claims is not believed. */
function inflate(
  archive: Uint8Array,
  entry: Exclude<ReturnType<typeof readDirectory>, string>[number],
  limit: number,
): Uint8Array | undefined {
  const type = (entry.externalAttributes >>> 16) & 0o170000;
  if (entry.flags & ENCRYPTED || !entry.data || entry.size > limit || (type !== 0 && type !== 0o100000))
    return undefined;
  const packed = archive.subarray(entry.data.from, entry.data.to);
  try {
    const bytes =
      entry.method === STORED
        ? packed
        : entry.method === DEFLATED
          ? inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) })
          : undefined;
    return bytes && bytes.byteLength === entry.size && crc32(bytes) === entry.checksum ? bytes : undefined;
  } catch {
    return undefined;
  }
}
