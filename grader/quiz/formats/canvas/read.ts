import {
  type Draft,
  type DraftZone,
  maxQuestions,
  type Reading,
  type Skipped,
  tooMany,
  Unsupported,
} from "../reading.ts";
import { childOf, childrenOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { readItem12 } from "./item.ts";
import { metadataOf } from "./metadata.ts";

/** QTI 1.2, `<questestinterop>`: an assessment, a bank or items alone. Each section with items of its own is a zone. */
export function readQti12(root: XmlElement): Reading {
  const skipped: Skipped[] = [];
  const zones: DraftZone[] = [];
  const holder = childOf(root, "assessment") ?? childOf(root, "objectbank") ?? root;
  const title = holder.attributes.get("title") ?? "";
  const all = named(root, "item").length;
  if (all > maxQuestions) skipped.push(tooMany(all));
  let read = 0;
  const itemsOf = (element: XmlElement): Draft[] =>
    childrenOf(element, "item").flatMap((item) => {
      if (++read > maxQuestions) return [];
      try {
        return [readItem12(item)];
      } catch (cause) {
        if (!(cause instanceof Unsupported)) throw cause;
        const name = item.attributes.get("title") || item.attributes.get("ident") || "";
        skipped.push({ item: name, feature: cause.feature, reason: cause.message });
        return [];
      }
    });
  const section = (element: XmlElement) => {
    const drafts = itemsOf(element);
    for (const reference of childrenOf(element, "itemref", "sectionref")) {
      skipped.push({
        item: reference.attributes.get("linkrefid") ?? "",
        feature: reference.name,
        reason: "what it refers to is not in this file",
      });
    }
    for (const entry of childrenOf(element, "bankentry_item")) {
      skipped.push({
        item: entry.attributes.get("item_ref") ?? "",
        feature: "bankentry_item",
        reason: `it stands in the bank ${entry.attributes.get("sourcebank_ref") ?? ""}, which is not in this file`,
      });
    }
    for (const bank of named({ ...element, children: childrenOf(element, "selection_ordering") }, "sourcebank_ref")) {
      skipped.push({
        item: element.attributes.get("title") ?? "",
        feature: "sourcebank_ref",
        reason: `questions drawn from the bank ${textOf(bank)} are not in this file`,
      });
    }
    if (drafts.length > 0) zones.push(zoneOf(element, drafts));
    for (const inner of childrenOf(element, "section")) section(inner);
  };
  section(holder);
  if (root !== holder) {
    for (const other of childrenOf(root, "assessment", "objectbank")) if (other !== holder) section(other);
    section({ ...root, children: childrenOf(root, "item", "section") });
  }
  skipped.push(...settingsLeft(holder, title));
  return { title, zones, skipped };
}

function zoneOf(element: XmlElement, drafts: Draft[]): DraftZone {
  const selection = childOf(element, "selection_ordering");
  const number = selection ? Number(textOf(named(selection, "selection_number")[0])) : 0;
  const each = selection ? Number(textOf(named(selection, "points_per_item")[0]) || Number.NaN) : Number.NaN;
  const random = selection
    ? named(selection, "order").some((order) => /random/i.test(order.attributes.get("order_type") ?? ""))
    : false;
  const root = element.attributes.get("ident") === "root_section" || element.name !== "section";
  return {
    title: root ? "" : (element.attributes.get("title") ?? ""),
    shuffle: random,
    ...(number > 0 && number < drafts.length ? { pick: number } : {}),
    drafts: Number.isFinite(each) && each > 0 ? drafts.map((draft) => ({ ...draft, points: each })) : drafts,
  };
}

function settingsLeft(holder: XmlElement, title: string): Skipped[] {
  const names = [...metadataOf(holder).keys()].filter((name) =>
    /maxattempts|timelimit|qmd_timelimit|scoretype|feedback/i.test(name),
  );
  if (names.length === 0) return [];
  return [
    {
      item: title,
      feature: "settings",
      reason: `settings of the quiz (${names.join(", ")}) were left out; a quiz has its own`,
    },
  ];
}
