import { strToU8, type Zippable, zipSync } from "fflate";
import type { Skipped } from "../reading.ts";
import { htmlOfMarkdown } from "../write/html.ts";
import type { Paper, PaperItem, PaperZone } from "../write/paper.ts";
import { document, element, raw, type Written } from "../write/xml.ts";
import { type Spelling, spellings } from "./spelling.ts";
import { qtiField } from "./write-field.ts";

/** QTI's identifiers begin with a letter and hold no dots here */
const identifier = (text: string) => `Q_${text.replace(/[^A-Za-z0-9_-]/g, "_")}`;

/** A quiz as a QTI package: one file to a question, the test with its sections, and the manifest. */
export function writeQti(paper: Paper, version: Spelling): { bytes: Uint8Array; skipped: Skipped[] } {
  const style = spellings[version];
  const items = paper.zones.flatMap((zone) => zone.items);
  const skipped = items.flatMap((item) =>
    [...item.losses, ...lossesOf(item)].map((loss) => ({ item: item.id, ...loss })),
  );
  const files: [string, Written][] = [
    ["imsmanifest.xml", manifest(paper, items, version)],
    ["test.xml", style.spell(testOf(paper, version))],
    ...items.map((item): [string, Written] => [`items/${item.id}.xml`, style.spell(itemOf(item, version))]),
  ];
  // the same quiz and seed give the same bytes
  const mtime = new Date(1980, 0, 1);
  const zippable: Zippable = Object.fromEntries(
    files.map(([path, root]) => [path, [strToU8(document(root)), { mtime }]]),
  );
  return { bytes: zipSync(zippable, { level: 6 }), skipped };
}

function lossesOf({ fields, topics }: PaperItem) {
  const losses: { feature: string; reason: string }[] = [];
  if (topics.length > 0) losses.push({ feature: "topics", reason: "topics were left out" });
  if (fields.some((field) => field.kind === "ordering" && !field.allOrNothing))
    losses.push({ feature: "ordering", reason: "an order is right as a whole or not at all" });
  if (fields.some((field) => field.kind === "short-text" && field.accept.some(({ feedback }) => feedback)))
    losses.push({ feature: "feedback", reason: "words for accepted answers were left out" });
  if (fields.length > 1 && fields.some(({ right, wrong }) => right || wrong))
    losses.push({ feature: "feedback", reason: "words for single fields were left out" });
  if (fields.some((field) => field.kind === "numeric" && field.also.length > 0)) {
    losses.push({ feature: "several numbers", reason: "other numbers with credit of their own were left out" });
  }
  if (fields.some(({ kind }) => kind === "essay"))
    losses.push({ feature: "maxWords", reason: "the greatest number of words is a size of the box" });
  return losses;
}

function itemOf(item: PaperItem, version: Spelling): Written {
  const fields = item.fields.map((field, k) =>
    qtiField(field, `R${k + 1}`, Number((item.points * field.share).toFixed(6))),
  );
  const [only] = item.fields;
  const words = item.fields.length === 1 && only ? { right: only.right, wrong: only.wrong } : { right: "", wrong: "" };
  const outcome = (name: string, baseType: string, cardinality: string, value?: number) =>
    element(
      "outcomeDeclaration",
      { identifier: name, cardinality, baseType, ...(name === "SCORE" ? { normalMaximum: item.points } : {}) },
      value === undefined ? undefined : element("defaultValue", {}, element("value", {}, String(value))),
    );
  const modal = Object.entries({ ...words, solution: item.solution }).filter(([, text]) => text !== "");
  const shown = (name: string) =>
    element(
      "setOutcomeValue",
      { identifier: "FEEDBACK" },
      element(
        "multiple",
        {},
        element("variable", { identifier: "FEEDBACK" }),
        element("baseValue", { baseType: "identifier" }, name),
      ),
    );
  const full = element(
    "gte",
    {},
    element("variable", { identifier: "SCORE" }),
    element("baseValue", { baseType: "float" }, String(item.points)),
  );
  const feedbackRules = [
    ...(words.right || words.wrong
      ? [
          element(
            "responseCondition",
            {},
            element("responseIf", {}, full, shown("right")),
            element("responseElse", {}, shown("wrong")),
          ),
        ]
      : []),
    ...(item.solution ? [shown("solution")] : []),
  ];
  const rules = [...fields.flatMap((field) => field.rules), ...feedbackRules];
  return element(
    "assessmentItem",
    {
      ...spellings[version].namespace,
      identifier: identifier(item.id),
      title: item.title,
      adaptive: false,
      timeDependent: false,
    },
    fields.flatMap((field) => field.declarations.filter(({ xml }) => xml.startsWith("<responseDeclaration"))),
    outcome("SCORE", "float", "single", 0),
    outcome("MAXSCORE", "float", "single", item.points),
    modal.length > 0 ? outcome("FEEDBACK", "identifier", "multiple") : undefined,
    fields.flatMap((field) => field.declarations.filter(({ xml }) => !xml.startsWith("<responseDeclaration"))),
    element(
      "itemBody",
      {},
      item.text ? raw(htmlOfMarkdown(item.text, "mathml")) : undefined,
      fields.flatMap((field) => field.body),
    ),
    rules.length > 0 ? element("responseProcessing", {}, rules) : undefined,
    modal.map(([name, text]) =>
      element(
        "modalFeedback",
        { outcomeIdentifier: "FEEDBACK", identifier: name, showHide: "show" },
        raw(htmlOfMarkdown(text, "mathml")),
      ),
    ),
  );
}

function testOf(paper: Paper, version: Spelling): Written {
  const section = (zone: PaperZone, k: number) =>
    element(
      "assessmentSection",
      { identifier: `S${k + 1}`, title: zone.title || paper.title, visible: zone.title !== "" },
      zone.pick === undefined ? undefined : element("selection", { select: zone.pick }),
      zone.shuffle ? element("ordering", { shuffle: true }) : undefined,
      zone.items.map((item) =>
        element("assessmentItemRef", { identifier: identifier(item.id), href: `items/${item.id}.xml` }),
      ),
    );
  return element(
    "assessmentTest",
    { ...spellings[version].namespace, identifier: identifier(paper.id), title: paper.title },
    element(
      "testPart",
      { identifier: "P1", navigationMode: "nonlinear", submissionMode: "simultaneous" },
      paper.zones.map(section),
    ),
  );
}

function manifest(paper: Paper, items: readonly PaperItem[], version: Spelling): Written {
  const { types, schema } = spellings[version];
  const resource = (name: string, type: string, href: string, uses: readonly string[] = []) =>
    element(
      "resource",
      { identifier: name, type, href },
      element("file", { href }),
      uses.map((identifierref) => element("dependency", { identifierref })),
    );
  return element(
    "manifest",
    { xmlns: "http://www.imsglobal.org/xsd/imscp_v1p1", identifier: `M_${identifier(paper.id)}` },
    element("metadata", {}, element("schema", {}, schema.name), element("schemaversion", {}, schema.version)),
    element("organizations", {}),
    element(
      "resources",
      {},
      resource(
        "TEST",
        types.test,
        "test.xml",
        items.map(({ id }) => identifier(id)),
      ),
      items.map(({ id }) => resource(identifier(id), types.item, `items/${id}.xml`)),
    ),
  );
}
