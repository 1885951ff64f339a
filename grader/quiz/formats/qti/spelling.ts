import type { Written } from "../write/xml.ts";

export type Spelling = "2.1" | "3.0";

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** elements of QTI that we write; all others are HTML or MathML */
const own = new Set(
  "assessmentItem assessmentTest testPart assessmentSection assessmentItemRef selection ordering responseDeclaration correctResponse value mapping mapEntry outcomeDeclaration defaultValue itemBody choiceInteraction simpleChoice orderInteraction matchInteraction simpleMatchSet simpleAssociableChoice textEntryInteraction inlineChoiceInteraction inlineChoice extendedTextInteraction uploadInteraction rubricBlock feedbackInline modalFeedback responseProcessing responseCondition responseIf responseElse match variable correct setOutcomeValue baseValue sum mapResponse equal equalRounded gte multiple contentBody".split(
    " ",
  ),
);

/** QTI 3 spells QTI 2's elements and attributes in kebab case. */
function inKebab({ xml }: Written): Written {
  return {
    xml: xml.replace(
      /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z:_-]+="[^"]*")*)(\s*\/?)>/g,
      (whole, end: string, name: string, attributes: string, close: string) =>
        own.has(name)
          ? `<${end}qti-${kebab(name)}${attributes.replace(/(\s+)([A-Za-z]+)=/g, (_, space: string, key: string) => `${space}${kebab(key)}=`)}${close}>`
          : whole,
    ),
  };
}

export const spellings = {
  "2.1": {
    spell: (root: Written) => root,
    namespace: { xmlns: "http://www.imsglobal.org/xsd/imsqti_v2p1" },
    types: { item: "imsqti_item_xmlv2p1", test: "imsqti_test_xmlv2p1" },
    schema: { name: "IMS Content", version: "1.1" },
  },
  "3.0": {
    spell: inKebab,
    namespace: { xmlns: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0" },
    types: { item: "imsqti_item_xmlv3p0", test: "imsqti_test_xmlv3p0" },
    schema: { name: "QTI Package", version: "3.0.0" },
  },
} as const;
