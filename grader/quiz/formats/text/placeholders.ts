/**
 * Gaps while a text is still HTML: characters of the private use area survive every conversion, and become `[[id]]` at the end.
 */
const OPEN = "\uE000";
const CLOSE = "\uE001";

export const gapMark = (id: string): string => `${OPEN}${id}${CLOSE}`;

/** @returns the source without characters that would be taken for our own marks */
export const withoutMarks = (text: string): string => text.replace(/[\uE000\uE001]/g, "");

export const gapsShown = (markdown: string): string =>
  markdown.replace(/\uE000([A-Za-z0-9_]+)\uE001/g, (_, id: string) => `[[${id}]]`);

/** the same where there are no gaps to fill, as in the text of an item with one field */
export const gapsAsLines = (markdown: string): string =>
  markdown.replace(/\uE000([A-Za-z0-9_]+)\uE001/g, "\\_\\_\\_\\_\\_");
