import { choiceField } from "../answers/choice.ts";
import { numericField } from "../answers/numeric.ts";
import { shortTextField } from "../answers/short-text.ts";
import { type Gap, gapOf } from "../gaps.ts";
import { type DraftField, type Losses, Unsupported } from "../reading.ts";
import { markdownOf, plainOf } from "../text/html.ts";

/** `{2:SHORTANSWER:=Berlin#Right~%50%Bonn}` inside of a text (docs.moodle.org, "Embedded answers (Cloze) question type"). */
const pattern = /\{(\d*):([A-Z_]+):((?:\\[\s\S]|[^}\\]){0,5000})\}/g;

export interface EmbeddedAnswers {
  /** the source with a mark in the place of each answer */
  text: string;
  gaps: Record<string, Gap>;
  /** answers that no gap can hold, such as several choices, as fields below the text */
  others: DraftField[];
}

export function embeddedAnswers(source: string, mark: (id: string) => string, losses: Losses): EmbeddedAnswers {
  const gaps: Record<string, Gap> = {};
  const others: DraftField[] = [];
  let count = 0;
  const text = source.replace(pattern, (_, weight: string, kind: string, body: string) => {
    const id = `gap${++count}`;
    const points = Number(weight || 1) || 1;
    const answer = embedded(kind, body, losses);
    if (answer.kind === "multiple-choice") {
      others.push({ ...answer, points });
      losses.add("cloze", "choices of which several are right stand below the text");
      return `(${count})`;
    }
    gaps[id] = gapOf(answer, points, losses);
    return mark(id);
  });
  return { text, gaps, others };
}

function embedded(kind: string, body: string, losses: Losses): DraftField {
  const answers = answersIn(body);
  if (/^(SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC)$/.test(kind)) {
    return shortTextField(
      answers.map((answer) => ({ ...answer, text: plainOf(answer.text) })),
      { exact: /C$/.test(kind), wildcards: true },
      losses,
    );
  }
  if (/^(NUMERICAL|NM)$/.test(kind)) {
    return numericField(
      answers
        .filter(({ text }) => text !== "*")
        .map(({ text, fraction, feedback }) => {
          const [value = "", within = "0"] = text.split(":");
          return {
            value: Number(value.replace(",", ".")),
            within: Math.abs(Number(within.replace(",", "."))),
            fraction,
            feedback,
          };
        }),
      losses,
    );
  }
  const choice = /^(?:MULTICHOICE|MC)_?[VH]?S?$/.test(kind);
  const response = /^(?:MULTIRESPONSE|MR)_?H?S?$/.test(kind);
  if (!choice && !response) throw new Unsupported(kind, `embedded answers of the type ${kind} are not known`);
  const choices = answers.map((answer) => ({ ...answer, text: markdownOf(answer.text, losses) }));
  return choiceField(choices, { single: choice, shuffle: /S$/.test(kind) }, losses);
}

function answersIn(body: string): { text: string; fraction: number; feedback: string }[] {
  return split(body.replace(/^\s*~/, ""), "~").map((part) => {
    const [answer = "", ...feedback] = split(part.trim(), "#");
    const weighed = /^(=)?(?:%(-?[\d.]+)%)?([\s\S]*)$/.exec(answer);
    const fraction = weighed?.[2] === undefined ? (weighed?.[1] ? 1 : 0) : Number(weighed[2]) / 100;
    return { text: plain(weighed?.[3] ?? ""), fraction, feedback: plain(feedback.join("#")) };
  });
}

const plain = (text: string) => text.replace(/\\([=~#{}:"'\\/])/g, "$1").trim();

/** at unescaped dividers only */
function split(text: string, divider: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\" && at + 1 < text.length) part += character + text.charAt(++at);
    else if (character === divider) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part];
}
