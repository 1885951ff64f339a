import { readQti12 } from "./canvas/read.ts";
import { readMoodleXml } from "./moodle/read.ts";
import { inOneSpelling } from "./qti/names.ts";
import { readQti } from "./qti/read.ts";
import { NotAQuiz, type Reading, type Skipped } from "./reading.ts";
import { parseXml, type XmlDocument } from "./xml/parse.ts";
import { childrenOf, named } from "./xml/tree.ts";

/** files that come with quizzes and hold no question themselves */
const partOf: Record<string, string> = {
  manifest: "; it is the table of contents of a package: import the ZIP file that it stands in",
  quiz: "; it holds the settings of a Canvas quiz: import the package that it stands in",
  assessmentResult: "; it holds results, not questions",
  responseProcessing: "; it holds rules of scoring, not questions",
  assessmentStimulus: "; it holds a text that questions refer to: import the package that it stands in",
};

/** An XML file by its root element. */
export function readXml(bytes: Uint8Array): Reading {
  const document = parseXml(bytes);
  const reading = byRoot(document);
  if (reading === undefined) {
    const name = inOneSpelling(document.root).name;
    throw new NotAQuiz(
      `<${document.root.name.slice(0, 60)}> is not the root of Moodle XML, QTI or a Canvas quiz${partOf[name] ?? ""}`,
    );
  }
  return { ...reading, skipped: [...reading.skipped, ...entitiesLeft(document)] };
}

/** @returns undefined for XML that is no quiz */
function byRoot({ root }: XmlDocument): Reading | undefined {
  const element = inOneSpelling(root);
  switch (element.name) {
    case "quiz":
      // Canvas keeps the settings of a quiz under the same name
      return root.attributes.has("identifier") && childrenOf(root, "question").length === 0
        ? undefined
        : readMoodleXml(root);
    case "assessmentItem":
    case "assessmentTest":
    case "assessmentSection":
      return readQti(element, () => undefined);
    case "questestinterop":
      return readQti12(root);
    case "item":
    case "section":
    case "assessment":
    case "objectbank":
      // a piece of QTI 1.2 that somebody cut out of its file
      return named(root, "presentation").length > 0
        ? readQti12({ name: "questestinterop", attributes: new Map(), children: [root] })
        : undefined;
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
