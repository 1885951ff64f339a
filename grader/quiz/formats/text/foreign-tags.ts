const html =
  "a abbr acronym address article aside audio b bdi bdo big blockquote br canvas caption center cite code col colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label legend li link main map mark menu meta nav nobr noscript object ol option p param picture pre q rb rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title track tr tt u ul var video wbr button center area";
const mathml =
  "math annotation annotation-xml semantics mi mn mo mrow msup msub msubsup mfrac msqrt mroot mtext mspace mfenced mtable mtr mtd mlabeledtr mover munder munderover mstyle mpadded mphantom menclose maction merror mmultiscripts mprescripts none ms";
const known = new Set(`${html} ${mathml}`.split(" "));

/** an element of HTML or MathML */
export const isMarkup = (name: string): boolean => known.has(name.toLowerCase());

/** `n<m and m>k` is arithmetic: what is no tag of HTML or MathML is written out as text. */
export function withoutForeignTags(source: string): string {
  return source.replace(/<(?!!--|!doctype\b)\/?(?:[a-z]+:)?([a-zA-Z][a-zA-Z0-9-]*)?/gi, (whole, name?: string) =>
    name !== undefined && isMarkup(name) ? whole : `&lt;${whole.slice(1)}`,
  );
}
