import katex from "katex";
import { recent } from "./recent.ts";

const settings = { trust: false, strict: false, output: "htmlAndMathml" } as const;

const inText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** A formula that cannot be typeset is shown as it was written, in KaTeX's colour of errors, rather than lost. */
function typeset(tex: string, displayMode: boolean): string {
  try {
    return katex.renderToString(tex, { ...settings, displayMode, throwOnError: false });
  } catch (error) {
    return `<span class="katex-error" style="color:#cc0000" title="${inText(String(error))}">${inText(tex)}</span>`;
  }
}

/**
 * The same elements in fewer signs: attributes without needless quotes, each of which is escaped twice on its way to the
 * browser, and no second copy of the TeX. KaTeX's texts hold no bare quotes: what looks like an attribute is one.
 */
function compact(html: string): string {
  return html
    .replace(
      /<semantics>([\s\S]*?)<annotation encoding="application\/x-tex">[\s\S]*?<\/annotation><\/semantics>/g,
      "$1",
    )
    .replace(/ xmlns="[^"]*"/g, "")
    .replace(/ ([A-Za-z-]+)="([^"']*)"(?!\s*\/)/g, (_, name: string, value: string) =>
      /^[\w.:;#%,-]+$/.test(value) ? ` ${name}=${value}` : ` ${name}='${value}'`,
    );
}

const inLine = recent(3000, (tex) => compact(typeset(tex, false)));
const ofItsOwn = recent(1000, (tex) => compact(typeset(tex, true)));

/** A formula as HTML for the eye and MathML for everybody else. Formulas recur in texts whose numbers do not. */
export const formula = (tex: string, display: boolean): string => (display ? ofItsOwn(tex) : inLine(tex));
