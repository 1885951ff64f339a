import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { renderLine } from "./line.ts";
import { recent } from "./recent.ts";
import { rehypeFormulas } from "./rehype-formulas.ts";

const schema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [["className", /^language-./, "math-inline", "math-display"] as [string, ...(string | RegExp)[]]],
  },
};

/**
 * HTML in a text is dropped when the tree is made and what is left is sanitised before formulas are typeset, so that only
 * KaTeX's own markup (trust off: no links, no classes) is written as it stands.
 */
export const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkRehype)
  .use(rehypeSanitize, schema)
  .use(rehypeFormulas)
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze();

/** Markdown with `$formulas$` as safe HTML. */
export const renderMarkdown = recent(
  1000,
  (markdown) => renderLine(markdown) ?? String(processor.processSync(markdown)),
);
