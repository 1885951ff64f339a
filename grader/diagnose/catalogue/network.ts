import type { Diagnosis, Localised } from "../../report.ts";
import type { NetworkEntry } from "./entry.ts";
import { symbolOf } from "./facts.ts";
import { gradientEntries } from "./network-gradient.ts";
import { lossEntries } from "./network-loss.ts";
import { reverseEntries } from "./network-reverse.ts";
import { scaleEntries } from "./network-scale.ts";

/** Every mistake of forward, loss, sensitivities, gradient and Hessian that can be named, by its code. */
export const networkMistakes: Readonly<Record<string, NetworkEntry>> = {
  ...scaleEntries,
  ...reverseEntries,
  ...gradientEntries,
  ...lossEntries,
};

/** What is said where the numbers first part, in front of the mistake itself. */
function seenIn(tensor: string | undefined, layer: number | undefined): Localised {
  if (tensor === undefined) return { en: "", "pt-BR": "" };
  const name = symbolOf(tensor);
  if (layer === undefined) return { en: ` Seen in ${name}.`, "pt-BR": ` Visto em ${name}.` };
  return { en: ` First seen in ${name} (layer ${layer}).`, "pt-BR": ` Visto primeiro em ${name} (camada ${layer}).` };
}

/**
 * A network mistake in words: message (with the place where it is first seen, when given), TeX formula and hint.
 * Throws for a code that is not in the table: a diagnosis without words is our own mistake.
 */
export function describeNetworkMistake(
  code: string,
  {
    tensor,
    layer,
    confidence = 0.98,
  }: { tensor?: string | undefined; layer?: number | undefined; confidence?: number } = {},
): Diagnosis {
  const entry = networkMistakes[code];
  if (entry === undefined) throw new RangeError(`no words for the mistake "${code}"`);
  const place = seenIn(tensor, layer);
  return {
    code,
    ...(tensor !== undefined && { tensor }),
    ...(layer !== undefined && { layer }),
    confidence,
    message: { en: entry.message.en + place.en, "pt-BR": entry.message["pt-BR"] + place["pt-BR"] },
    formula: entry.formula,
    hint: entry.hint,
  };
}
