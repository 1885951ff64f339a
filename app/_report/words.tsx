import { withTensorNames } from "./figures.ts";

/**
 * A sentence of the grader's: `names` between backticks as code, tensors as the course writes them. No Markdown: it may quote
 * what a student's program threw.
 */
export function Words({ text }: { text: string }) {
  // every second part stands between backticks
  return text.split("`").map((part, index, parts) => {
    const code = index % 2 === 1 && index < parts.length - 1;
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have their order and nothing else
    return code ? <code key={index}>{part}</code> : withTensorNames((index % 2 === 1 ? "`" : "") + part);
  });
}
