import katex from "katex";

/**
 * A diagnosis's formula. Trust is given to one command with one class: the mark of the suspected factor. A formula that
 * KaTeX cannot set is shown as it is written, in its error colour, rather than lost.
 */
export function Formula({ tex }: { tex: string }) {
  const html = katex.renderToString(tex, {
    displayMode: true,
    throwOnError: false,
    strict: false,
    trust: (context) => context.command === "\\htmlClass" && context.class === "suspect",
  });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes what it does not typeset
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
