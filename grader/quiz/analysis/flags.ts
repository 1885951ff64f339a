import type { ItemAnalysis } from "./analyse.ts";

/** What an instructor should look at. `field` and `choice` say where. */
export interface Flag {
  code:
    | "few-people"
    | "very-easy"
    | "very-hard"
    | "negative-discrimination"
    | "weak-discrimination"
    | "choice-never-taken"
    | "wrong-choice-of-the-best"
    | "harder-variants";
  field?: string;
  choice?: string;
  parameter?: string;
}

/** nothing is said of an item of fewer people's answers */
const fewestPeople = 10;
/** a chance of 1 in 100 among all parameters of the question that were tested */
const level = 0.01;

/** Bounds are the usual rules of thumb (Ebel 1965): facility within 0.2 and 0.95, discrimination from 0.2. */
export function flagsOf(item: Omit<ItemAnalysis, "flags">): Flag[] {
  const { people, facility, discrimination, choices, fairness } = item;
  if (people < fewestPeople || facility === null) return [{ code: "few-people" }];
  const flags: Flag[] = [];
  if (facility > 0.95) flags.push({ code: "very-easy" });
  if (facility < 0.2) flags.push({ code: "very-hard" });
  const { corrected } = discrimination;
  if (corrected !== null && corrected < 0) flags.push({ code: "negative-discrimination" });
  else if (corrected !== null && corrected < 0.2 && facility <= 0.95) flags.push({ code: "weak-discrimination" });
  for (const { field, choices: list, people: asked, nothing } of choices) {
    // where hardly anybody chose anything, no choice is to blame
    if (asked - nothing < fewestPeople) continue;
    const key = Math.max(0, ...list.filter(({ correct }) => correct === true).map(({ upper }) => upper));
    for (const { id, correct, chosen, upper } of list) {
      if (correct === false && chosen === 0) flags.push({ code: "choice-never-taken", field, choice: id });
      if (correct === false && upper > key) flags.push({ code: "wrong-choice-of-the-best", field, choice: id });
    }
  }
  const tested = fairness.filter(({ p }) => p !== null);
  for (const { parameter, p } of tested) {
    if (p! * tested.length < level) flags.push({ code: "harder-variants", parameter });
  }
  return flags;
}
