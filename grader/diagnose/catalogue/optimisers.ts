import type { Diagnosis } from "../../report.ts";
import { describeNetworkMistake } from "./network.ts";
import { trainingMistakes } from "./training.ts";
import { updateRuleMistakes } from "./update-rules.ts";

/** A diagnosis in words, for a mistake of a loop, of an update rule, or of the gradient inside them. */
export function describeMistake(code: string, tensor: string, confidence: number): Diagnosis {
  const entry = trainingMistakes[code] ?? updateRuleMistakes[code];
  return entry ? { code, tensor, confidence, ...entry } : { ...describeNetworkMistake(code), tensor, confidence };
}
