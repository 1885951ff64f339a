import { type Draft, maxQuestions, type Reading, type Skipped, tooMany, Unsupported } from "../reading.ts";
import { childOf, childrenOf, elementsOf, textOf, type XmlElement } from "../xml/tree.ts";
import { moodleQuestion } from "./question.ts";

/** Moodle XML (docs.moodle.org, "Moodle XML format"): the element is `<quiz>`. */
export function readMoodleXml(root: XmlElement): Reading {
  const drafts: Draft[] = [];
  const skipped: Skipped[] = [];
  let category = "";
  const questions = childrenOf(root, "question");
  if (questions.length > maxQuestions) skipped.push(tooMany(questions.length));
  for (const question of questions.slice(0, maxQuestions)) {
    const type = question.attributes.get("type") ?? "";
    if (type === "category") {
      category = textOf(childOf(question, "category")).replace(/^(\$\w+\$\/)?(top\/)?/, "");
      if (textOf(childOf(question, "info")) !== "")
        skipped.push({ item: category, feature: "category", reason: "the description of a category was left out" });
      continue;
    }
    try {
      drafts.push(moodleQuestion(question, category));
    } catch (cause) {
      if (!(cause instanceof Unsupported)) throw cause;
      skipped.push({ item: textOf(childOf(question, "name")), feature: cause.feature, reason: cause.message });
    }
  }
  for (const name of new Set(elementsOf(root).map((element) => element.name))) {
    if (name !== "question")
      skipped.push({ item: "", feature: name, reason: `<${name}> is no question and was left out` });
  }
  return { title: "", zones: [{ title: "", shuffle: false, drafts }], skipped };
}
