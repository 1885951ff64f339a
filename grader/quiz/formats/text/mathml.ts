import type { Element, ElementContent } from "hast";

/** Presentation MathML to TeX, as far as questions use it; what is not known is asked for by `unknown` and set as its content. */
const symbols: Record<string, string> = {
  "×": "\\times ",
  "·": "\\cdot ",
  "⋅": "\\cdot ",
  "÷": "\\div ",
  "±": "\\pm ",
  "∓": "\\mp ",
  "−": "-",
  "≤": "\\le ",
  "≥": "\\ge ",
  "≠": "\\ne ",
  "≈": "\\approx ",
  "≡": "\\equiv ",
  "∞": "\\infty ",
  "∑": "\\sum ",
  "∏": "\\prod ",
  "∫": "\\int ",
  "∂": "\\partial ",
  "∇": "\\nabla ",
  "√": "\\surd ",
  "→": "\\to ",
  "←": "\\leftarrow ",
  "⇒": "\\Rightarrow ",
  "⇔": "\\Leftrightarrow ",
  "∈": "\\in ",
  "∉": "\\notin ",
  "⊂": "\\subset ",
  "⊆": "\\subseteq ",
  "∪": "\\cup ",
  "∩": "\\cap ",
  "∀": "\\forall ",
  "∃": "\\exists ",
  "¬": "\\neg ",
  "∧": "\\wedge ",
  "∨": "\\vee ",
  "…": "\\dots ",
  "⋯": "\\cdots ",
  "′": "'",
  "°": "^{\\circ}",
  ℝ: "\\mathbb{R}",
  ℤ: "\\mathbb{Z}",
  ℕ: "\\mathbb{N}",
  α: "\\alpha ",
  β: "\\beta ",
  γ: "\\gamma ",
  δ: "\\delta ",
  ε: "\\varepsilon ",
  ζ: "\\zeta ",
  η: "\\eta ",
  θ: "\\theta ",
  κ: "\\kappa ",
  λ: "\\lambda ",
  μ: "\\mu ",
  ν: "\\nu ",
  ξ: "\\xi ",
  π: "\\pi ",
  ρ: "\\rho ",
  σ: "\\sigma ",
  τ: "\\tau ",
  φ: "\\varphi ",
  χ: "\\chi ",
  ψ: "\\psi ",
  ω: "\\omega ",
  Γ: "\\Gamma ",
  Δ: "\\Delta ",
  Θ: "\\Theta ",
  Λ: "\\Lambda ",
  Σ: "\\Sigma ",
  Φ: "\\Phi ",
  Ψ: "\\Psi ",
  Ω: "\\Omega ",
  "{": "\\{",
  "}": "\\}",
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  $: "\\$",
  _: "\\_",
  "\\": "\\backslash ",
  "\u2061": "",
  "\u2062": "",
  "\u2063": ",",
  "\u00a0": "\\ ",
};

const spelled = (text: string) => [...text.trim()].map((character) => symbols[character] ?? character).join("");
const words = (text: string) => `\\text{${text.replace(/[\\{}$&#_%^~]/g, " ")}}`;

function contentOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(contentOf).join("") : "";
}

/** @param unknown is told of each element that has no counterpart */
export function texOf(node: ElementContent, unknown: (name: string) => void): string {
  if (node.type === "text") return spelled(node.value);
  if (node.type !== "element") return "";
  const elements = node.children.filter((child): child is Element => child.type === "element");
  const all = () => node.children.map((child) => texOf(child, unknown)).join("");
  const part = (index: number) => (elements[index] ? texOf(elements[index], unknown) : "");
  const name = node.tagName.replace(/^.*:/, "").toLowerCase();
  switch (name) {
    case "math":
    case "mrow":
    case "mstyle":
    case "mpadded":
      return all();
    case "semantics": {
      // what wrote the formula may have left its TeX beside it
      const tex = elements.find(({ properties }) => String(properties.encoding ?? "") === "application/x-tex");
      return tex ? contentOf(tex).trim() : all();
    }
    case "annotation":
    case "annotation-xml":
      return "";
    case "mn":
      return spelled(contentOf(node));
    case "mi": {
      const text = contentOf(node).trim();
      return [...text].length > 1 && /^[A-Za-z]+$/.test(text) ? `\\operatorname{${text}}` : spelled(text);
    }
    case "mo":
      return spelled(contentOf(node));
    case "mtext":
    case "ms":
      return words(contentOf(node));
    case "mspace":
      return "\\ ";
    case "mfrac":
      return `\\frac{${part(0)}}{${part(1)}}`;
    case "msqrt":
      return `\\sqrt{${all()}}`;
    case "mroot":
      return `\\sqrt[${part(1)}]{${part(0)}}`;
    case "msup":
      return `{${part(0)}}^{${part(1)}}`;
    case "msub":
      return `{${part(0)}}_{${part(1)}}`;
    case "msubsup":
      return `{${part(0)}}_{${part(1)}}^{${part(2)}}`;
    case "munder":
      return `\\underset{${part(1)}}{${part(0)}}`;
    case "mover":
      return /^[¯‾_-]$|^\\_$/.test(part(1)) ? `\\overline{${part(0)}}` : `\\overset{${part(1)}}{${part(0)}}`;
    case "munderover":
      return `{${part(0)}}_{${part(1)}}^{${part(2)}}`;
    case "mfenced": {
      const open = spelled(String(node.properties.open ?? "("));
      return `${open}${elements.map((child) => texOf(child, unknown)).join(", ")}${spelled(String(node.properties.close ?? ")"))}`;
    }
    case "mtable":
      return `\\begin{matrix}${elements.map((child) => texOf(child, unknown)).join(" \\\\ ")}\\end{matrix}`;
    case "mtr":
      return elements.map((child) => texOf(child, unknown)).join(" & ");
    case "mtd":
      return all();
    default:
      unknown(name);
      return all();
  }
}
