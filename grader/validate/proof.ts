import { z } from "zod";
import { exerciseKinds } from "../kinds.ts";
import { localised } from "../report.ts";

/** Something that keeps a project from being published, with the place in its files where there is one. */
export const proofProblemSchema = z.object({
  text: localised,
  file: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  /** a standard mutant that no check catches */
  code: z.string().optional(),
  /** for such a mutant: a family of cases that catches it, as a line of project.yaml */
  probe: z.string().optional(),
});
export type ProofProblem = z.infer<typeof proofProblemSchema>;

export const proofStepSchema = z.object({
  name: z.enum(["texts", "solution", "starter", "mutants"]),
  /** of the mutants */
  kind: z.enum(exerciseKinds).optional(),
  tried: z.number().int().optional(),
  caught: z.number().int().optional(),
  problems: z.array(proofProblemSchema),
});
export type ProofStep = z.infer<typeof proofStepSchema>;
export type ProofStepName = Pick<ProofStep, "name" | "kind">;

/** What a proof said, step by step. It holds for the content and the grader that it was made with, and for no other. */
export const proofSchema = z.object({ grader: z.string(), steps: z.array(proofStepSchema) });
export type Proof = z.infer<typeof proofSchema>;

export const problemCount = (steps: readonly ProofStep[]): number =>
  steps.reduce((sum, { problems }) => sum + problems.length, 0);
