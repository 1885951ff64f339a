import { readQti12 } from "./canvas/read.ts";
import { readMoodleXml } from "./moodle/read.ts";
import { inOneSpelling } from "./qti/names.ts";
import { readQti } from "./qti/read.ts";
import { NotAQuiz, type Reading, type Skipped } from "./reading.ts";
import { parseXml, type XmlDocument } from "./xml/parse.ts";

/** An XML file by its root element. */
export function readXml(bytes: Uint8Array): Reading {
  const document = parseXml(bytes);
  const reading = byRoot(document);
  if (reading === undefined) {
    throw new NotAQuiz(`<${document.root.name.slice(0, 60)}> is not the root of Moodle XML, QTI or a Canvas quiz`);
  }
  return { ...reading, skipped: [...reading.skipped, ...entitiesLeft(document)] };
}

/** @returns undefined for XML that is no quiz */
function byRoot({ root }: XmlDocument): Reading | undefined {
  const element = inOneSpelling(root);
  switch (element.name) {
    case "quiz":
      return readMoodleXml(root);
    case "assessmentItem":
    case "assessmentTest":
      return readQti(element, () => undefined);
    case "questestinterop":
      return readQti12(root);
    default:
      return undefined;
  }
}

export function entitiesLeft({ unknownEntities }: XmlDocument): Skipped[] {
  if (unknownEntities.length === 0) return [];
  const names = unknownEntities.slice(0, 5).join(" ");
  const reason = `${names} stand for something that only the file's document type knows; they were left as they are`;
  return [{ item: "", feature: "entities", reason }];
}
