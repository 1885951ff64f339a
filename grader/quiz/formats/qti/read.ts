import { type Reading, Unsupported } from "../reading.ts";
import type { XmlElement } from "../xml/tree.ts";
import { type Resolve, readItem } from "./item.ts";
import { attribute } from "./names.ts";
import { readTest } from "./test.ts";

/** A single file of QTI 2 or 3, in one spelling: an item, or a test whose items `resolve` finds. */
export function readQti(root: XmlElement, resolve: Resolve, base = ""): Reading {
  if (root.name === "assessmentTest" || root.name === "assessmentSection") return readTest(root, resolve, base);
  const title = attribute(root, "title") || attribute(root, "identifier");
  try {
    return {
      title,
      zones: [{ title: "", shuffle: false, drafts: [readItem(root, (href) => resolve(base + href))] }],
      skipped: [],
    };
  } catch (cause) {
    if (!(cause instanceof Unsupported)) throw cause;
    return { title, zones: [], skipped: [{ item: title, feature: cause.feature, reason: cause.message }] };
  }
}
