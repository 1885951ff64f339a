import type { Localised, Message } from "../report.ts";
import { entryFile, maxArchiveBytes, maxArchiveEntries, maxBytes, maxFiles, maxPathLength } from "./limits.ts";
import type { NameFault } from "./names.ts";

const mebibyte = 2 ** 20;

const nameFaults: Record<NameFault, Localised> = {
  outside: {
    en: 'This name is not taken: it leads outside of the hand-in (".." or a folder of the whole disk). Hand in the folder itself, with names relative to it.',
    "pt-BR":
      'Este nome não é aceito: leva para fora da entrega (".." ou uma pasta do disco inteiro). Entregue a própria pasta, com nomes relativos a ela.',
  },
  backslash: {
    en: "This name is not taken: it holds a backslash. Make the .zip with a program that writes / between folders, such as the one of your system.",
    "pt-BR":
      "Este nome não é aceito: contém uma barra invertida. Crie o .zip com um programa que escreva / entre pastas, como o do seu sistema.",
  },
  "too-long": {
    en: `This name is not taken: with its folders it is longer than ${maxPathLength} characters. Shorten it.`,
    "pt-BR": `Este nome não é aceito: com as pastas, passa de ${maxPathLength} caracteres. Encurte-o.`,
  },
  characters: {
    en: "This name is not taken: it holds a colon, an invisible character, a space at an end of it, or an empty part. Rename the file.",
    "pt-BR":
      "Este nome não é aceito: contém dois-pontos, um caractere invisível, um espaço no começo ou no fim, ou uma parte vazia. Mude o nome do arquivo.",
  },
};

/** Why a file, or the whole hand-in, is not taken. One sentence for a person, with the way out where there is one. */
export const refusals = {
  empty: () => ({
    en: `The hand-in holds no TypeScript file: choose ${entryFile}, which exports the functions.`,
    "pt-BR": `A entrega não contém nenhum arquivo TypeScript: escolha o ${entryFile}, que exporta as funções.`,
  }),
  noEntry: () => ({
    en: `There is no ${entryFile}: it must stand at the top of the hand-in and export the functions.`,
    "pt-BR": `Falta ${entryFile}: ele deve estar no topo da entrega e exportar as funções.`,
  }),
  entryElsewhere: (path: string) => ({
    en: `There is no ${entryFile} at the top of the hand-in, but there is ${path}: move it there.`,
    "pt-BR": `Não há ${entryFile} no topo da entrega, mas há ${path}: mova-o para lá.`,
  }),
  entryOtherName: (path: string) => ({
    en: `There is no ${entryFile}, but there is ${path}: if that is the one, rename it to ${entryFile}.`,
    "pt-BR": `Não há ${entryFile}, mas há ${path}: se for esse, mude o nome dele para ${entryFile}.`,
  }),
  entryOnlyDeclared: (path: string) => ({
    en: `There is no ${entryFile}, and ${path} only declares types: hand in the ${entryFile} with the code of the functions.`,
    "pt-BR": `Não há ${entryFile}, e ${path} só declara tipos: entregue o ${entryFile} com o código das funções.`,
  }),
  tooManyFiles: (count: number) => ({
    en: `There are ${count} TypeScript files and at most ${maxFiles} are taken: leave out those that ${entryFile} does not import.`,
    "pt-BR": `São ${count} arquivos TypeScript e são aceitos no máximo ${maxFiles}: deixe de fora os que ${entryFile} não importa.`,
  }),
  tooManyBytes: () => ({
    en: `The TypeScript files are larger than ${maxBytes / mebibyte} MiB in all: leave out data and whatever the functions do not need.`,
    "pt-BR": `Os arquivos TypeScript passam de ${maxBytes / mebibyte} MiB no total: deixe de fora dados e tudo de que as funções não precisam.`,
  }),
  name: (fault: NameFault) => nameFaults[fault],
  twice: () => ({
    en: "There is this name twice. Leave one of the two out.",
    "pt-BR": "Este nome aparece duas vezes. Deixe um dos dois de fora.",
  }),
  sameName: (other: string) => ({
    en: `Its name is the same as that of ${other}, at least on systems that do not tell upper from lower case: rename one, or leave it out.`,
    "pt-BR": `Tem o mesmo nome que ${other}, ao menos em sistemas que não distinguem maiúsculas de minúsculas: mude o nome de um deles, ou deixe-o de fora.`,
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
    en: "It holds a NUL character, as no source text does. Remove it, or save the file again as text in UTF-8.",
    "pt-BR":
      "Contém um caractere NUL, que nenhum código-fonte tem. Remova-o, ou salve o arquivo novamente como texto em UTF-8.",
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
    en: "This is not a .zip archive, or it is damaged. Make the .zip again, or hand in the .ts files themselves.",
    "pt-BR":
      "Isto não é um arquivo .zip, ou está danificado. Crie o .zip novamente, ou entregue os próprios arquivos .ts.",
  }),
  zip64: () => ({
    en: "This archive is in the zip64 format, and the numbers that go with it are missing. Make the .zip again.",
    "pt-BR": "Este arquivo está no formato zip64, e faltam os números que o acompanham. Crie o .zip novamente.",
  }),
  archiveTooLarge: () => ({
    en: `The archive is larger than ${maxArchiveBytes / mebibyte} MiB or holds more than ${maxArchiveEntries} entries. Leave node_modules and the like out.`,
    "pt-BR": `O arquivo compactado passa de ${maxArchiveBytes / mebibyte} MiB ou tem mais de ${maxArchiveEntries} itens. Deixe de fora node_modules e semelhantes.`,
  }),
  inconsistent: () => ({
    en: "The archive describes this file in two ways that contradict each other. Make the .zip again.",
    "pt-BR": "O arquivo compactado descreve este arquivo de duas formas contraditórias. Crie o .zip novamente.",
  }),
  unreadable: () => ({
    en: "It cannot be read. Check its permissions.",
    "pt-BR": "Não pode ser lido. Verifique as permissões.",
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
export function about(file: string, localised: Localised, severity: "error" | "warning", line = 1): Message {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a page or a terminal
  const shown = file.slice(0, maxPathLength).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "?");
  return { file: shown, line, column: 1, text: localised.en, severity, localised };
}
