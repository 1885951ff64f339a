import type { Gap } from "../gaps.ts";
import { both, type DraftField, Unsupported } from "../reading.ts";
import { markdownOf } from "../text/html.ts";
import { gapMark, gapsAsLines, gapsShown } from "../text/placeholders.ts";
import { childOf, childrenOf, htmlOf, named, type XmlElement } from "../xml/tree.ts";
import { associated, chosen, hottexts, matched, ordered } from "./choices.ts";
import { type Context, markup, shown } from "./context.ts";
import { entered, essay, gapEntered, gapMatch, inlineChoice, slid } from "./entries.ts";
import { attribute } from "./names.ts";

/** a block interaction's place in the text while it is HTML */
const BLOCK = /\uE000block(\d+)\uE001/;

/** Text and fields of an itemBody; texts between interactions become labels of the fields that follow. */
export function readBody(body: XmlElement, context: Context): { text: string; fields: DraftField[] } {
  const blocks: { prompt: string; fields: DraftField[] }[] = [];
  const gaps: Record<string, Gap> = {};
  const rubric = rubricFor(body, "scorer", context);
  const entries = new Map<string, XmlElement>();
  let count = 0;
  const gap = (value: Gap): string => {
    const id = `gap${++count}`;
    gaps[id] = value;
    return gapMark(id);
  };
  const block = (prompt: string, fields: DraftField[], before = ""): string => {
    blocks.push({ prompt, fields });
    return `${before}<p>${gapMark(`block${blocks.length - 1}`)}</p>`;
  };
  const promptOf = (interaction: XmlElement) => {
    const prompt = childOf(interaction, "prompt");
    return prompt ? shown(prompt, context) : "";
  };
  let refused: Unsupported | undefined;
  /** one part that cannot be carried over does not keep the others out */
  const refuse = (cause: unknown) => {
    if (!(cause instanceof Unsupported)) throw cause;
    refused ??= cause;
    context.losses.add(cause.feature, `a part was left out: ${cause.message}`);
  };
  const replace = (element: XmlElement): string | undefined => {
    try {
      return replaced(element);
    } catch (cause) {
      if (!/Interaction$/.test(element.name)) throw cause;
      refuse(cause);
      return "";
    }
  };
  const replaced = (element: XmlElement): string | undefined => {
    switch (element.name) {
      case "choiceInteraction":
        return block(promptOf(element), [chosen(element, childrenOf(element, "simpleChoice"), context)]);
      case "orderInteraction":
        return block(promptOf(element), [ordered(element, context)]);
      case "matchInteraction":
        return block(promptOf(element), matched(element, context));
      case "associateInteraction":
        return block(promptOf(element), [associated(element, context)]);
      case "extendedTextInteraction":
        return block(promptOf(element), [essay(element, rubric, context)]);
      case "uploadInteraction":
        return block(promptOf(element), [{ kind: "file", ...(rubric ? { rubric: both(rubric) } : {}) }]);
      case "sliderInteraction":
        return block(promptOf(element), [slid(element, context)]);
      case "hottextInteraction": {
        context.losses.add("hottextInteraction", "the places that can be marked are choices below the text");
        const text = htmlOf(element, (child) =>
          child.name === "prompt"
            ? ""
            : child.name === "hottext"
              ? `<b>${htmlOf(child, (inner) => markup(inner))}</b>`
              : replace(child),
        );
        return block(promptOf(element), [chosen(element, hottexts(element), context)], text);
      }
      case "gapMatchInteraction": {
        const filled = gapMatch(element, context);
        return htmlOf(element, (child) => {
          if (child.name === "gapText") return "";
          if (child.name === "prompt") return `<p>${htmlOf(child, (inner) => markup(inner))}</p>`;
          return child.name === "gap" ? gap(filled.get(attribute(child, "identifier"))!) : replace(child);
        });
      }
      case "textEntryInteraction":
        // whether it stands alone, as a field, or is a gap among others is known at the end
        entries.set(`gap${++count}`, element);
        return gapMark(`gap${count}`);
      case "inlineChoiceInteraction":
        return gap(inlineChoice(element, context));
      case "rubricBlock":
        return rubricShown(element, context);
      case "feedbackInline":
      case "feedbackBlock":
        return "";
      case "endAttemptInteraction":
      case "mediaInteraction":
      case "infoControl":
        context.losses.add(element.name, "it was left out");
        return "";
      case "include":
        context.losses.add("include", "another file's text was left out");
        return "";
      default:
        if (/Interaction$/.test(element.name))
          throw new Unsupported(element.name, "there is no such way to answer here");
        return markup(element, replace);
    }
  };
  let parts = markdownOf(htmlOf(body, replace), context.losses).split(BLOCK);
  const [only] = entries.values();
  if (blocks.length === 0 && count === 1 && only) {
    return { text: gapsAsLines(parts[0] ?? ""), fields: [entered(only, context)] };
  }
  const inOrder: Record<string, Gap> = {};
  for (let k = 1; k <= count; k++) {
    const id = `gap${k}`;
    const interaction = entries.get(id);
    try {
      inOrder[id] = interaction ? gapEntered(interaction, context) : gaps[id]!;
    } catch (cause) {
      refuse(cause);
      parts = parts.map((part) => part.replace(gapMark(id), gapsAsLines(gapMark(id))));
    }
  }
  if (blocks.length > 0) return withBlocks(parts, blocks, inOrder);
  const text = parts[0] ?? "";
  const none = Object.keys(inOrder).length === 0;
  if (none && refused) throw refused;
  if (none) return { text, fields: [] };
  return { text: "", fields: [{ kind: "cloze", text: both(gapsShown(text)), gaps: inOrder }] };
}

function withBlocks(
  parts: readonly string[],
  blocks: readonly { prompt: string; fields: DraftField[] }[],
  gaps: Record<string, Gap>,
) {
  const fields: DraftField[] = [];
  let text = "";
  let waiting = "";
  parts.forEach((part, index) => {
    if (index % 2 === 0) {
      const words = part.trim();
      const own = Object.fromEntries(Object.entries(gaps).filter(([id]) => words.includes(gapMark(id))));
      if (Object.keys(own).length > 0) fields.push({ kind: "cloze", text: both(gapsShown(words)), gaps: own });
      else if (index === 0 || index === parts.length - 1) text = [text, words].filter(Boolean).join("\n\n");
      else waiting = words;
      return;
    }
    const { prompt, fields: asked } = blocks[Number(part)]!;
    const label = [waiting, prompt].filter(Boolean).join("\n\n");
    waiting = "";
    if (blocks.length === 1 && asked.length === 1 && Object.keys(gaps).length === 0) {
      text = [text, label].filter(Boolean).join("\n\n");
      fields.push(...asked);
    } else if (asked.length > 1) {
      if (label) text = [text, label].filter(Boolean).join("\n\n");
      fields.push(...asked);
    } else fields.push(...asked.map((field) => (label ? { ...field, label: both(label) } : field)));
  });
  return { text, fields };
}

const viewsOf = (element: XmlElement) => attribute(element, "view").split(/\s+/).filter(Boolean);

function rubricShown(element: XmlElement, context: Context): string {
  const views = viewsOf(element);
  if (views.length === 0 || views.includes("candidate") || views.includes("testConstructor"))
    return htmlOf(element, (inner) => markup(inner));
  if (!views.includes("scorer")) context.losses.add("rubricBlock", `a note for ${views.join(", ")} was left out`);
  return "";
}

function rubricFor(body: XmlElement, view: string, context: Context): string {
  return named(body, "rubricBlock")
    .filter((element) => viewsOf(element).includes(view) && !viewsOf(element).includes("candidate"))
    .map((element) => shown(element, context))
    .filter(Boolean)
    .join("\n\n");
}
