import { strToU8, zipSync } from "fflate";
import { kindOf } from "../../../../grader/quiz/formats/assemble.ts";
import { importQuiz } from "../../../../grader/quiz/formats/import.ts";
import type { Skipped } from "../../../../grader/quiz/formats/reading.ts";
import type { Item } from "../../../../grader/quiz/item.ts";

/** What an import says, as tests ask for it. */
export interface Outcome {
  kinds: string[];
  items: Item[];
  points: number[];
  skipped: Skipped[];
  /** "item: feature" */
  lost: string[];
}

export function imported(file: string | Uint8Array, name = "file.xml"): Outcome {
  const result = importQuiz(typeof file === "string" ? strToU8(file) : file, name);
  if (!result.ok) throw new Error(`refused: ${result.message}`);
  const all = result.imported.zones.flatMap((zone) => zone.items);
  const { skipped } = result.imported;
  return {
    kinds: all.map(({ item }) => kindOf(item)),
    items: all.map(({ item }) => item),
    points: all.map(({ points }) => points),
    skipped,
    lost: skipped.map(({ item, feature }) => `${item}: ${feature}`),
  };
}

export function refusal(file: string | Uint8Array, name = "file.xml"): string | undefined {
  const result = importQuiz(typeof file === "string" ? strToU8(file) : file, name);
  return result.ok ? undefined : result.message;
}

export const zipped = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

/** QTI 2.1 around a body. */
export const qti2 = (body: string, declarations = "", rest = "", attributes = "") =>
  `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:m="http://www.w3.org/1998/Math/MathML" identifier="step" title="A step" adaptive="false" timeDependent="false" ${attributes}>
${declarations}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="2"/>
<itemBody>${body}</itemBody>${rest}</assessmentItem>`;

export const key = (identifier: string, cardinality: string, baseType: string, ...values: string[]) =>
  `<responseDeclaration identifier="${identifier}" cardinality="${cardinality}" baseType="${baseType}"><correctResponse>${values
    .map((value) => `<value>${value}</value>`)
    .join("")}</correctResponse></responseDeclaration>`;

/** the same item in QTI 3: elements and attributes in kebab case, elements with the prefix */
export function asQti3(qti: string): string {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const html = /^(p|div|b|i|em|strong|br|img|table|tr|td|ul|li|m:\w+|math|mi|mn)$/;
  return qti
    .replace("imsqti_v2p1", "imsqtiasi_v3p0")
    .replace(
      /<(\/?)([A-Za-z:]+)((?:\s+[A-Za-z:]+="[^"]*")*)\s*(\/?)>/g,
      (whole, end, name: string, attributes: string, empty) =>
        html.test(name)
          ? whole
          : `<${end}qti-${kebab(name)}${attributes.replace(/\s([A-Za-z]+)=/g, (_, attribute: string) => ` ${kebab(attribute)}=`)}${empty}>`,
    );
}
