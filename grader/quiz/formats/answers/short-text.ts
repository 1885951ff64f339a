import { both, type DraftField, type Losses, Unsupported } from "../reading.ts";
import { feedbackOf, fieldFeedback, near } from "./fractions.ts";

export interface WeighedText {
  text: string;
  fraction: number;
  feedback: string;
}

type Accepted = Extract<DraftField, { kind: "short-text" }>["accept"][number];

/** `exact`: upper and lower case are told apart. `wildcards`: a `*` stands for any text, unless a backslash is before it. */
export function shortTextField(
  answers: readonly WeighedText[],
  { exact, wildcards = false }: { exact: boolean; wildcards?: boolean },
  losses: Losses,
): DraftField {
  const accept: Accepted[] = [];
  let otherwise = "";
  for (const { text, fraction, feedback } of answers) {
    if (wildcards && text === "*" && fraction <= 0) otherwise = feedback;
    else if (text === "" || fraction < 0) {
      losses.add("answer", `the answer "${text}" with ${fraction * 100} % was left out`);
    } else {
      if (wildcards && /(?<!\\)\*/.test(text)) {
        losses.add("wildcard", `the * in "${text}" stands for itself, not for any text`);
      }
      accept.push({
        text: both(wildcards ? text.replace(/\\\*/g, "*") : text),
        ...(near(fraction, 1) ? {} : { credit: Math.min(1, fraction) }),
        ...feedbackOf(feedback),
      });
    }
  }
  if (!accept.some(({ credit = 1 }) => credit > 0)) throw new Unsupported("answer key", "no accepted answer is given");
  return { kind: "short-text", accept, exact, ...fieldFeedback("", otherwise) };
}
