import type { Localised, Message } from "../report.ts";
import { entryFile, maxArchiveBytes, maxArchiveEntries, maxBytes, maxFiles, maxPathLength } from "./limits.ts";

const mebibyte = 2 ** 20;

/** Why a file, or the whole hand-in, is not taken. One sentence for a person, with the way out where there is one. */
export const refusals = {
  empty: () => ({
    en: "The hand-in holds no TypeScript file.",
    "pt-BR": "A entrega não contém nenhum arquivo TypeScript.",
  }),
  noEntry: () => ({
    en: `There is no ${entryFile}: it must stand at the top of the hand-in and export the functions.`,
    "pt-BR": `Falta ${entryFile}: ele deve estar no topo da entrega e exportar as funções.`,
  }),
  entryElsewhere: (path: string) => ({
    en: `There is no ${entryFile} at the top of the hand-in, but there is ${path}: move or rename it.`,
    "pt-BR": `Não há ${entryFile} no topo da entrega, mas há ${path}: mova-o ou renomeie-o.`,
  }),
  tooManyFiles: (count: number) => ({
    en: `${count} TypeScript files; at most ${maxFiles} are taken.`,
    "pt-BR": `${count} arquivos TypeScript; são aceitos no máximo ${maxFiles}.`,
  }),
  tooManyBytes: () => ({
    en: `The TypeScript files are larger than ${maxBytes / mebibyte} MiB in all.`,
    "pt-BR": `Os arquivos TypeScript passam de ${maxBytes / mebibyte} MiB no total.`,
  }),
  badName: () => ({
    en: `This name is not taken: names are relative, with / between folders, at most ${maxPathLength} characters, and without "..", empty parts, backslashes, drive letters or control characters.`,
    "pt-BR": `Este nome não é aceito: nomes são relativos, com / entre pastas, no máximo ${maxPathLength} caracteres, sem "..", partes vazias, barras invertidas, letras de unidade ou caracteres de controle.`,
  }),
  sameName: (other: string) => ({
    en: `Its name is the same as that of ${other}, at least on systems that do not tell upper from lower case.`,
    "pt-BR": `Tem o mesmo nome que ${other}, ao menos em sistemas que não distinguem maiúsculas de minúsculas.`,
  }),
  notUtf8: () => ({
    en: "It is not valid UTF-8. Save it again with the encoding UTF-8.",
    "pt-BR": "Não é UTF-8 válido. Salve o arquivo novamente com a codificação UTF-8.",
  }),
  utf16: () => ({
    en: "It is UTF-16. Save it again with the encoding UTF-8.",
    "pt-BR": "Está em UTF-16. Salve o arquivo novamente com a codificação UTF-8.",
  }),
  nul: () => ({
    en: "It holds a NUL character, which no source text needs.",
    "pt-BR": "Contém um caractere NUL, de que nenhum código-fonte precisa.",
  }),
  notRegular: () => ({
    en: "It is a link or another special file, not a file with text. Hand in the file itself.",
    "pt-BR": "É um link ou outro arquivo especial, não um arquivo de texto. Entregue o próprio arquivo.",
  }),
  encrypted: () => ({
    en: "It is encrypted. Make the archive without a password.",
    "pt-BR": "Está criptografado. Crie o arquivo compactado sem senha.",
  }),
  method: () => ({
    en: "It is compressed by a method that is not taken. Make an ordinary .zip (deflate).",
    "pt-BR": "Foi compactado por um método que não é aceito. Crie um .zip comum (deflate).",
  }),
  notAnArchive: () => ({
    en: "This is not a .zip archive, or it is damaged.",
    "pt-BR": "Isto não é um arquivo .zip, ou está danificado.",
  }),
  zip64: () => ({
    en: "This archive uses the zip64 format, which is for archives of gigabytes. Make an ordinary .zip.",
    "pt-BR": "Este arquivo usa o formato zip64, para arquivos de gigabytes. Crie um .zip comum.",
  }),
  archiveTooLarge: () => ({
    en: `The archive is larger than ${maxArchiveBytes / mebibyte} MiB or holds more than ${maxArchiveEntries} entries. Leave node_modules and the like out.`,
    "pt-BR": `O arquivo compactado passa de ${maxArchiveBytes / mebibyte} MiB ou tem mais de ${maxArchiveEntries} itens. Deixe de fora node_modules e semelhantes.`,
  }),
  inconsistent: () => ({
    en: "The archive describes this file in two ways that contradict each other.",
    "pt-BR": "O arquivo compactado descreve este arquivo de duas formas contraditórias.",
  }),
  unreadable: () => ({
    en: "It cannot be read.",
    "pt-BR": "Não pode ser lido.",
  }),
} satisfies Record<string, (...details: never[]) => Localised>;

export const notices = {
  ignored: () => ({
    en: "Left out: only files whose name ends in .ts count.",
    "pt-BR": "Deixado de fora: só contam arquivos cujo nome termina em .ts.",
  }),
  ignoredFolder: () => ({
    en: "Left out: what is in this folder does not belong to a hand-in.",
    "pt-BR": "Deixado de fora: o conteúdo desta pasta não faz parte de uma entrega.",
  }),
  moreIgnored: (count: number) => ({
    en: `${count} more files were left out.`,
    "pt-BR": `Mais ${count} arquivos foram deixados de fora.`,
  }),
};

/** A message about a whole file; `file` is "" when it is about the hand-in. The path is shown, so it is cleaned. */
export function about(file: string, localised: Localised, severity: "error" | "warning"): Message {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a page or a terminal
  const shown = file.slice(0, maxPathLength).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "?");
  return { file: shown, line: 1, column: 1, text: localised.en, severity, localised };
}
