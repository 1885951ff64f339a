import rehypeKatex from "rehype-katex";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const schema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [["className", /^language-./, "math-inline", "math-display"] as [string, ...(string | RegExp)[]]],
  },
};

/** Sanitised before KaTeX runs, so that only KaTeX's own markup (trust off: no links, no classes) is added afterwards. */
export const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkRehype)
  .use(rehypeSanitize, schema)
  .use(rehypeKatex, { trust: false, strict: false, output: "htmlAndMathml" })
  .use(rehypeStringify)
  .freeze();

const rendered = new Map<string, string>();
const keep = 1000;

/** Markdown with `$formulas$` as safe HTML. The same statement is read by a whole class, so the results used last are kept. */
export function renderMarkdown(markdown: string): string {
  const known = rendered.get(markdown);
  if (known !== undefined) {
    // texts with somebody's own numbers come and go; those that everybody reads stay
    rendered.delete(markdown);
    rendered.set(markdown, known);
    return known;
  }
  const html = String(processor.processSync(markdown));
  if (rendered.size >= keep) rendered.delete(rendered.keys().next().value as string);
  rendered.set(markdown, html);
  return html;
}
