import type { Localised } from "../../report.ts";
import { showItem } from "../show/item.ts";
import { type Locale, shownNumber } from "../show/number.ts";
import { showSolution } from "../show/solution.ts";
import { fillTemplate } from "../template.ts";
import { textsOf } from "../texts-of.ts";
import type { ItemView } from "../view.ts";
import { authorsWords, type Finding, say } from "./problem.ts";
import type { Solved } from "./rights.ts";

const locales: readonly Locale[] = ["en", "pt-BR"];

/** Indentation is seen in code only. */
const indented = (a: string, b: string): boolean => a.trimEnd() === b.trimEnd();
const same = (a: string, b: string): boolean => a.trim().replace(/\s+/g, " ") === b.trim().replace(/\s+/g, " ");

/** The first option that reads like an earlier one. */
function twin(texts: readonly string[], equal = same): string | undefined {
  return texts.find((text, k) => texts.slice(0, k).some((other) => equal(other, text)));
}

type FieldShown = ItemView["fields"][number];

/** Lists in which no two entries may look alike; right sides of a matching may, since equal ones count as equal. */
function optionsOf(field: FieldShown): string[][] {
  switch (field.kind) {
    case "single-choice":
    case "multiple-choice":
      return [field.choices.map(({ text }) => text)];
    case "matching":
      return [field.left];
    case "cloze":
      return field.gaps.flatMap((gap) => (gap.kind === "single-choice" ? [gap.choices.map(({ text }) => text)] : []));
    default:
      return [];
  }
}

const alike = (locale: Locale, text: string): Localised =>
  say(
    `two options read the same in ${locale}: ${JSON.stringify(text.slice(0, 80))}; make them differ or exclude it by \`require\``,
    `duas opções são iguais em ${locale}: ${JSON.stringify(text.slice(0, 80))}; torne-as diferentes ou exclua com \`require\``,
  );

function* equalOptions(view: ItemView, locale: Locale): Generator<Finding> {
  for (const field of view.fields) {
    for (const texts of optionsOf(field)) {
      const found = twin(texts);
      if (found === undefined) continue;
      yield {
        field: field.id,
        code: "equal-options",
        message: alike(locale, found),
      };
    }
  }
}

/** Right sides whose templates came out alike although they belong to different pairs or to none. */
function* equalRights({ variant }: Solved, locale: Locale): Generator<Finding> {
  for (const field of variant.item.fields) {
    const options: Localised[] =
      field.kind === "matching"
        ? [...field.pairs.map(({ right }) => right), ...field.distractors]
        : field.kind === "ordering"
          ? [...field.lines, ...field.distractors].map(({ text }) => text)
          : [];
    const different = [...new Map(options.map((text) => [JSON.stringify(text), text])).values()];
    const code = field.kind === "ordering" && field.code;
    const found = twin(
      different.map((text) => fillTemplate(text[locale], variant.values, locale, code ? "code" : "markdown")),
      code ? indented : same,
    );
    const distractor = field.kind === "ordering" ? distractorLikeLine(field) : undefined;
    const twins = found ?? distractor;
    if (twins === undefined) continue;
    yield {
      field: field.id,
      code: "equal-options",
      message: alike(locale, twins),
    };
  }
}

function distractorLikeLine(field: {
  lines: { text: Localised }[];
  distractors: { text: Localised }[];
}): string | undefined {
  return field.distractors.find(({ text }) => field.lines.some((line) => indented(line.text.en, text.en)))?.text.en;
}

/** What stands in front of the student in one language, formulas and all. */
const wordsOf = (view: ItemView): string => [view.text, ...view.fields.map(({ label }) => label ?? "")].join("\n");

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** An accepted text that stands in the question as a word of its own. */
function* answerInText({ variant }: Solved, view: ItemView, locale: Locale): Generator<Finding> {
  const words = wordsOf(view);
  for (const field of variant.item.fields) {
    const accepted =
      field.kind === "short-text"
        ? field.accept.filter(({ credit }) => credit === 1).map(({ text }) => text[locale])
        : field.kind === "cloze"
          ? Object.values(field.gaps).flatMap((gap) =>
              gap.kind === "short-text" ? gap.accept.map((text) => text[locale]) : [],
            )
          : [];
    const found = accepted.find((text) =>
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(text.trim())}(?![\\p{L}\\p{N}])`, "iu").test(words),
    );
    // one or two letters stand in any text
    if (found === undefined || found.trim().length < 3) continue;
    yield {
      field: field.id,
      code: "answer-in-text",
      message: say(
        `the answer "${found}" stands in the question (${locale})`,
        `a resposta "${found}" está na questão (${locale})`,
      ),
    };
  }
}

/** Fields whose right number, as it is shown, stands in the text; whether that gives it away is seen over all seeds. */
function numbersInText({ variant, numbers }: Solved, view: ItemView): string[] {
  const words = wordsOf(view).replaceAll("\u2212", "-");
  return variant.item.fields.flatMap(({ id, kind }) => {
    const [value] = numbers.get(id) ?? [];
    if (kind !== "numeric" || value === undefined || (Number.isInteger(value) && Math.abs(value) <= 10)) return [];
    const text = shownNumber(value, "en").replaceAll("\u2212", "-");
    return new RegExp(`(?<![\\d.-])${escaped(text)}(?![\\d]|\\.\\d)`).test(words) ? [id] : [];
  });
}

export interface Shown {
  /** ids of numeric fields whose answer stands in the text */
  inText: string[];
}

/** Renders everything in both languages: texts, drawings, options, solution, feedback. */
export function renders(solved: Solved, findings: Finding[]): Shown {
  const { variant } = solved;
  let inText: string[] = [];
  for (const locale of locales) {
    try {
      const view = showItem(variant, locale);
      showSolution(variant, locale);
      // feedback and words on wrong answers are not part of any view
      for (const { text, kind } of textsOf(variant.item)) fillTemplate(text[locale], variant.values, locale, kind);
      findings.push(
        ...equalOptions(view, locale),
        ...equalRights(solved, locale),
        ...answerInText(solved, view, locale),
      );
      if (locale === "en") inText = numbersInText(solved, view);
    } catch (error) {
      findings.push({ code: "does-not-render", message: authorsWords(error, `${locale}: `) });
    }
  }
  return { inText };
}
