import type { Item } from "./item.ts";
import { acrossSeeds, isRandom, remember, type Seen } from "./self-test/across-seeds.ts";
import { genericWrong } from "./self-test/generic-wrong.ts";
import { authorsWords, type Finding, type SelfTestProblem, say, toProblem } from "./self-test/problem.ts";
import { carriedHolds, codeChecks, quantityHolds, rightScoresFull } from "./self-test/right-checks.ts";
import { solve } from "./self-test/rights.ts";
import { renders } from "./self-test/shown.ts";
import { sizesHold } from "./self-test/sizes.ts";
import { judgeWrongAnswers } from "./self-test/wrong-answers.ts";
import type { Values } from "./values.ts";
import { drawVariant, type Variant } from "./variant.ts";

export type { SelfTestProblem } from "./self-test/problem.ts";

export interface SelfTestOptions {
  seeds?: number;
  /** what the item's generator made, one for each variant that is stored */
  generated?: readonly Values[];
  onProgress?: (done: number) => void;
}

/** Without parameters only the order of options differs: a few seeds show that. */
const seedsWithoutParameters = 12;

function testVariant(variant: Variant, findings: Finding[]): Seen | null {
  try {
    const solved = solve(variant);
    for (const check of [rightScoresFull, carriedHolds, quantityHolds, sizesHold, genericWrong, codeChecks]) {
      findings.push(...check(solved));
    }
    const wrong = judgeWrongAnswers(solved, findings);
    return remember(solved, renders(solved, findings), wrong);
  } catch (error) {
    findings.push({ code: "cannot-be-judged", message: authorsWords(error) });
    return null;
  }
}

/** The same finding at many seeds is one problem: the first seed, and how many there are. */
class Collected {
  readonly #found = new Map<string, { problem: SelfTestProblem; times: number }>();

  add(item: string, seed: string, findings: readonly Finding[]): void {
    const here = new Set<string>();
    for (const finding of findings) {
      const { field, code, message } = finding;
      const key = `${code} ${field ?? ""} ${message.en.replace(/[-\d.,e+]+/g, "#").slice(0, 60)}`;
      if (here.has(key)) continue;
      here.add(key);
      const known = this.#found.get(key);
      if (known) known.times++;
      else this.#found.set(key, { problem: toProblem(item, { seed, ...finding }), times: 1 });
    }
  }

  problems(): SelfTestProblem[] {
    return [...this.#found.values()].map(({ problem, times }) => {
      if (times === 1) return problem;
      const { en, "pt-BR": pt } = problem.localised;
      const localised = say(`${en} (and at ${times - 1} more seeds)`, `${pt} (e em mais ${times - 1} sementes)`);
      return { ...problem, message: localised.en, localised };
    });
  }
}

/**
 * Tries an item over many seeds, or over all that its generator made: it can be drawn, shown in both languages, answered rightly
 * for full marks, and not by any of the usual slips nor by the author's `wrong` answers, which are named as they should be;
 * `carried` and `quantity` agree with the answer; no variant is degenerate, gives its answer away or asks for numbers nobody can
 * type. Pure and synchronous: a second for 200 seeds of an ordinary item; run it beside the event loop.
 * @returns problems in the author's words, each with question, seed and field; a throw is our own fault
 */
export function selfTest(
  item: Item,
  { seeds = 200, generated, onProgress }: SelfTestOptions = {},
): { problems: SelfTestProblem[]; variants: number } {
  const collected = new Collected();
  const seen: Seen[] = [];
  const count = generated ? generated.length : isRandom(item) ? seeds : Math.min(seeds, seedsWithoutParameters);
  for (let k = 0; k < count; k++) {
    const seed = String(k);
    const findings: Finding[] = [];
    const drawn = drawVariant(item, seed, generated?.[k]);
    if (drawn.ok) {
      const one = testVariant(drawn.variant, findings);
      if (one) seen.push(one);
    } else {
      findings.push({ code: "not-drawn", message: say(drawn.message, drawn.message) });
    }
    collected.add(item.id, seed, findings);
    onProgress?.(k + 1);
  }
  const across = [...acrossSeeds(item, seen)].map((finding) => toProblem(item.id, finding));
  const variants = new Set(seen.map(({ values }) => values)).size;
  return { problems: [...collected.problems(), ...across], variants };
}
