import { childOf, elementsOf, named, textOf, type XmlElement } from "../xml/tree.ts";

/** Label -> entry of `qtimetadata`, and the older `qmd_...` elements under their names. */
export function metadataOf(element: XmlElement): Map<string, string> {
  const found = new Map<string, string>();
  const own = elementsOf(element).filter(({ name }) => name === "itemmetadata" || name === "qtimetadata");
  for (const part of own) {
    for (const field of named(part, "qtimetadatafield")) {
      found.set(textOf(childOf(field, "fieldlabel")).toLowerCase(), textOf(childOf(field, "fieldentry")));
    }
    for (const child of elementsOf(part)) {
      if (child.name.startsWith("qmd_")) found.set(child.name, textOf(child));
    }
  }
  return found;
}

/** Canvas's word for the type of a question, also where Common Cartridge has another; "" where the file does not say. */
export function questionType(metadata: ReadonlyMap<string, string>): string {
  const cartridge: Record<string, string> = {
    multiple_choice: "multiple_choice_question",
    multiple_response: "multiple_answers_question",
    true_false: "true_false_question",
    fib: "short_answer_question",
    pattern_match: "short_answer_question",
    essay: "essay_question",
  };
  const profile = /^cc\.(\w+)\./.exec(metadata.get("cc_profile") ?? "")?.[1] ?? "";
  return metadata.get("question_type") ?? cartridge[profile] ?? "";
}
