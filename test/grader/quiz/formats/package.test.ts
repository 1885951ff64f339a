import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { importQuiz } from "../../../../grader/quiz/formats/import.ts";
import { imported, key, qti2, refusal, zipped } from "./imported.ts";

const item = (identifier: string) =>
  qti2(
    '<choiceInteraction responseIdentifier="R" shuffle="false" maxChoices="1"><simpleChoice identifier="a">a</simpleChoice><simpleChoice identifier="b">b</simpleChoice></choiceInteraction>',
    key("R", "single", "identifier", "b"),
  )
    .replace('identifier="step"', `identifier="${identifier}"`)
    .replace('title="A step"', `title="Item ${identifier}"`);
const resource = (type: string, href: string) =>
  `<resource identifier="r${href.length}" type="${type}" href="${href}"><file href="${href}"/></resource>`;
const manifest = (...resources: string[]) =>
  `<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>${resources.join("")}</resources></manifest>`;
const test21 = `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="Unit 5"><testPart identifier="p" navigationMode="nonlinear" submissionMode="individual"><assessmentSection identifier="s" title="Theory" visible="true"><selection select="1"/><ordering shuffle="true"/><assessmentItemRef identifier="i1" href="../items/one.xml"/><assessmentItemRef identifier="i2" href="../items/two%20b.xml"><weight identifier="w" value="3"/></assessmentItemRef><assessmentItemRef identifier="i3" href="../items/none.xml"/></assessmentSection></testPart></assessmentTest>`;

test("a test's sections become zones; items come in its order, and others after them", () => {
  const files = {
    "imsmanifest.xml": manifest(
      resource("imsqti_item_xmlv2p1", "items/three.xml"),
      resource("imsqti_item_xmlv2p1", "items/one.xml"),
      resource("imsqti_item_xmlv2p1", "items/two%20b.xml"),
      resource("imsqti_test_xmlv2p1", "tests/unit.xml"),
    ),
    "tests/unit.xml": test21,
    "items/one.xml": item("one"),
    "items/two b.xml": item("two"),
    "items/three.xml": item("three"),
  };
  const result = importQuiz(zipped(files), "package.zip");
  if (!result.ok) throw new Error(result.message);
  const { title, zones, skipped } = result.imported;
  expect(title).toBe("Unit 5");
  expect(
    zones.map((zone) => [zone.title, zone.shuffle, zone.pick, zone.items.map((one) => `${one.item.id} ${one.points}`)]),
  ).toEqual([
    ["Theory", true, 1, ["item-one 2", "item-two 6"]],
    ["", false, undefined, ["item-three 2"]],
  ]);
  expect(skipped.map(({ item: name, feature }) => `${name}: ${feature}`)).toEqual(["i3: assessmentItemRef"]);
});

test("a shared text stands before each of its items", () => {
  const files = {
    "imsmanifest.xml": manifest(resource("imsqti_item_xmlv3p0", "items/one.xml")),
    "items/one.xml": item("one").replace(
      "<itemBody>",
      '<assessmentStimulusRef identifier="s" href="../texts/s.xml"/><itemBody>',
    ),
    "texts/s.xml":
      '<qti-assessment-stimulus identifier="s" title="s"><qti-stimulus-body><p>Given a network.</p></qti-stimulus-body></qti-assessment-stimulus>',
  };
  const { items, skipped } = imported(zipped(files), "p.zip");
  expect([items[0]?.text.en, skipped]).toEqual(["Given a network.", []]);
});

test("Canvas's export has every quiz twice; its own form is read, once", () => {
  const quiz =
    '<questestinterop><assessment ident="q1" title="Q"><section ident="root_section"><item ident="i" title="T"><presentation><material><mattext>x</mattext></material></presentation></item></section></assessment></questestinterop>';
  const files = {
    "imsmanifest.xml": manifest(
      resource("imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "q1/assessment_qti.xml"),
      resource("associatedcontent/imscc_xmlv1p1/learning-application-resource", "non_cc_assessments/q1.xml.qti"),
    ),
    "q1/assessment_qti.xml": quiz,
    "non_cc_assessments/q1.xml.qti": quiz,
  };
  const { kinds, lost } = imported(zipped(files), "export.imscc");
  expect([kinds, lost]).toEqual([["description"], ["q1/assessment_qti.xml: file"]]);
});

test("without a manifest every XML file is looked at, and that is said; broken files are named", () => {
  const { kinds, lost } = imported(
    zipped({ "b/one.xml": item("one"), "a/bad.xml": "<a><b></a>", "c.css": "x" }),
    "p.zip",
  );
  expect([kinds, lost.sort()]).toEqual([["single-choice"], [": manifest", "a/bad.xml: file"]]);
});

test("names that lead out of the package and files that the manifest only promises are named", () => {
  const { lost } = imported(
    zipped({
      "imsmanifest.xml": manifest(
        resource("imsqti_item_xmlv2p1", "one.xml"),
        resource("imsqti_item_xmlv2p1", "gone.xml"),
      ),
      "one.xml": item("one"),
      "../evil.xml": item("evil"),
    }),
    "p.zip",
  );
  expect(lost.sort()).toEqual([": file", "gone.xml: file"]);
});

test("what is packed beyond all measure is not unpacked", () => {
  const bomb = zipSync(
    {
      "imsmanifest.xml": strToU8(
        manifest(resource("imsqti_item_xmlv2p1", "one.xml"), resource("imsqti_item_xmlv2p1", "big.xml")),
      ),
      "one.xml": strToU8(item("one")),
      "big.xml": new Uint8Array(40 * 2 ** 20),
    },
    { level: 9 },
  );
  const { kinds, skipped } = imported(bomb, "p.zip");
  expect(kinds).toEqual(["single-choice"]);
  expect(skipped.some(({ reason }) => reason.includes("big.xml is too large"))).toBe(true);
});

test.each([
  ["no questions in it", zipped({ "a.txt": "x" })],
  ["damaged", zipped({ "imsmanifest.xml": manifest(), "one.xml": item("one") }).subarray(0, 300)],
  ["the end alone", zipped({})],
])("an archive that is none: %s", (_, bytes) => {
  expect(refusal(bytes, "p.zip")).toMatch(/archive/);
});
