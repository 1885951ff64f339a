import { type Draft, type DraftZone, lossBook, type Reading, type Skipped, Unsupported } from "../reading.ts";
import { childOf, childrenOf, elementsOf, type XmlElement } from "../xml/tree.ts";
import { type Resolve, readItem } from "./item.ts";
import { attribute, isTrue } from "./names.ts";

const left: Record<string, string> = {
  preCondition: "conditions for showing a part were left out",
  branchRule: "jumps between parts were left out",
  timeLimits: "time limits were left out; a quiz has its own",
  itemSessionControl: "settings for each item's attempts were left out; a quiz has its own",
  outcomeProcessing: "the test's own rules of adding up were left out",
  testFeedback: "words at the end of the test were left out",
  rubricBlock: "instructions of a section were left out",
  templateDefault: "values for an item's template were left out",
  adaptiveSelection: "adaptive selection was left out",
};

/** An assessmentTest, or a section that stands alone: every section that holds items becomes a zone. */
export function readTest(test: XmlElement, resolve: Resolve, base: string): Reading {
  const title = attribute(test, "title") || attribute(test, "identifier");
  const book = lossBook();
  const skipped: Skipped[] = [];
  const zones: DraftZone[] = [];
  const seen = new Set<string>();
  const note = (element: XmlElement) => {
    for (const { name } of elementsOf(element)) if (left[name]) book.add(name, left[name]);
  };
  const itemOf = (reference: XmlElement): Draft[] => {
    const href = attribute(reference, "href");
    const name = attribute(reference, "identifier") || href;
    note(reference);
    if (seen.has(href)) {
      skipped.push({
        item: name,
        feature: "assessmentItemRef",
        reason: `"${href}" stands twice; it was carried over once`,
      });
      return [];
    }
    seen.add(href);
    const item = resolve(base + href);
    if (item?.name !== "assessmentItem") {
      skipped.push({ item: name, feature: "assessmentItemRef", reason: `the item's file "${href}" is not at hand` });
      return [];
    }
    try {
      const draft = readItem(item, (other) => resolve(folderOf(base + href) + other));
      const weight = childrenOf(reference, "weight").map((one) => Number(attribute(one, "value")))[0];
      return [weight !== undefined && weight > 0 ? { ...draft, points: draft.points * weight } : draft];
    } catch (cause) {
      if (!(cause instanceof Unsupported)) throw cause;
      skipped.push({ item: attribute(item, "title") || name, feature: cause.feature, reason: cause.message });
      return [];
    }
  };
  const section = (element: XmlElement) => {
    note(element);
    if (element.name === "assessmentSectionRef") {
      const other = resolve(base + attribute(element, "href"));
      if (other) section(other);
      else
        skipped.push({
          item: attribute(element, "identifier"),
          feature: "assessmentSectionRef",
          reason: "the section's file is not at hand",
        });
      return;
    }
    const drafts = childrenOf(element, "assessmentItemRef").flatMap(itemOf);
    if (drafts.length > 0) zones.push(zoneOf(element, drafts, book.add));
    for (const inner of childrenOf(element, "assessmentSection", "assessmentSectionRef")) section(inner);
  };
  if (test.name === "assessmentSection") section(test);
  else note(test);
  for (const part of childrenOf(test, "testPart")) {
    note(part);
    if (attribute(part, "navigationMode") === "linear")
      book.add("navigationMode", "items can be answered in any order");
    for (const inner of childrenOf(part, "assessmentSection", "assessmentSectionRef")) section(inner);
  }
  return { title, zones, skipped: [...skipped, ...book.list.map((loss) => ({ item: title, ...loss }))] };
}

function zoneOf(section: XmlElement, drafts: Draft[], lose: (feature: string, reason: string) => void): DraftZone {
  const ordering = childOf(section, "ordering");
  const selection = childOf(section, "selection");
  const select = selection ? Number(attribute(selection, "select")) : drafts.length;
  if (selection && isTrue(selection, "withReplacement")) lose("selection", "an item is never drawn twice");
  return {
    title: isTrue(section, "visible") ? attribute(section, "title") : "",
    shuffle: ordering ? isTrue(ordering, "shuffle") : false,
    ...(select > 0 && select < drafts.length ? { pick: select } : {}),
    drafts,
  };
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
